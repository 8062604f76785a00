// What every page needs of scripts: each module looks for what it serves, and does nothing where that is not.
