// Numbers and days in the form that the server has chosen for this reader.
const { numbers, days } = document.documentElement.dataset;
const whole = new Intl.NumberFormat(numbers, { numberingSystem: "latn", useGrouping: "always" });

export const number = (count) => whole.format(count);
export const day = new Intl.DateTimeFormat(days, { dateStyle: "long" });
export const moment = new Intl.DateTimeFormat(days, { dateStyle: "long", timeStyle: "short" });
