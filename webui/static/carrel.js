// What every page needs of scripts: each module looks for what it serves, and does nothing where that is not.
import "./companions.js";
import "./copying.js";
import "./date_brush.js";
import "./keys.js";
import "./suggestions.js";
import "./recent_searches.js";
import "./saving.js";
