const LOCALE = 'en-GB';
const DAY = 86_400_000;
const whole = new Intl.NumberFormat(LOCALE);
const tenth = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short' });
const minute = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
const second = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const KINDS = ['person', 'organization', 'location', 'misc'];

const KIND_NAMES = { person: 'People', organization: 'Organisations', location: 'Places', misc: 'Other' };
const ONE = { person: 'Person', organization: 'Organisation', location: 'Place', misc: 'Other' };

/** The heading over names of a kind. */
export function kindName(kind) {
  return KIND_NAMES[kind] ?? kind;
}

/** What one name of a kind is. */
export function kindOfOne(kind) {
  return ONE[kind] ?? kind;
}

export function number(value) {
  return whole.format(value);
}

export function decimal(value) {
  return tenth.format(value);
}

/** "1 article", "2 articles". */
export function counted(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function signed(value) {
  return value > 0 ? `+${number(value)}` : `−${number(-value)}`;
}

function atMidnight(date) {
  return date.getTime() % DAY === 0;
}

/** A moment: its date, and its time where that is not midnight. */
export function moment(text) {
  const date = new Date(text);
  return atMidnight(date) ? day.format(date) : `${day.format(date)}, ${minute.format(date)}`;
}

export function shortMoment(text) {
  const date = new Date(text);
  return atMidnight(date) ? shortDay.format(date) : `${shortDay.format(date)} ${minute.format(date)}`;
}

export function clock(date) {
  return second.format(date);
}

/** A sentence's beginning in a capital. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A span from a moment to another, which it does not hold; either may be missing. */
export function span(from, to) {
  if (!from && !to) {
    return 'all time';
  }
  const last = to ? new Date(to) : null;
  const wholeDays = (!from || atMidnight(new Date(from))) && (!last || atMidnight(last));
  const end = last ? moment(wholeDays ? new Date(last.getTime() - DAY) : last) : null;
  if (!from) {
    return `until ${end}`;
  }
  const start = moment(from);
  if (!end) {
    return `since ${start}`;
  }
  return start === end ? start : `${start} to ${end}`;
}

/** "3 s ago", for a moment in the past. */
export function ago(text, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - new Date(text).getTime()) / 1000));
  if (seconds < 2) {
    return 'just now';
  }
  if (seconds < 90) {
    return `${seconds} s ago`;
  }
  if (seconds < 90 * 60) {
    return `${Math.round(seconds / 60)} min ago`;
  }
  if (seconds < 36 * 3600) {
    return `${Math.round(seconds / 3600)} h ago`;
  }
  return day.format(new Date(text));
}

/** The date after this one, as YYYY-MM-DD: ranges end before their end, people name the last day. */
export function dayAfter(date) {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
}

export function daysBefore(date, days) {
  return new Date(Date.parse(date) - days * DAY).toISOString().slice(0, 10);
}

export function today() {
  return new Date().toISOString().slice(0, 10);
}

/** The last date before a moment, as YYYY-MM-DD. */
export function lastDayBefore(text) {
  return new Date(Date.parse(text) - 1).toISOString().slice(0, 10);
}
