/**
 * A time of the service as a text in UTC with seven decimals, so that texts compare like times. The service omits
 * trailing zeros.
 */
export type Moment = string;

/** Earlier than every time. */
export const BEGINNING: Moment = '';

const DATE_TIME =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?:(:\d{2})(?:[.,](\d+))?)?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A date and time without a zone is in UTC, as everything that the service returns.
 *
 * @returns undefined if it is not a date
 */
export function readMoment(dateTime: unknown): Moment | undefined {
	const found = DATE_TIME.exec(typeof dateTime === 'string' ? dateTime.trim() : '');
	if (found === null) return undefined;
	const [, date, time = '00:00', seconds = ':00', decimals = '', zone = 'Z'] = found;
	const instant = Date.parse(`${date}T${time}${seconds}${isoZone(zone)}`);
	const whole = Number.isNaN(instant) ? undefined : secondsOf(instant);
	return whole && `${whole}.${decimals.slice(0, 7).padEnd(7, '0')}Z`;
}

/** `+01`, `+0100` and `+01:00` are the same zone; Date.parse reads only the last. */
function isoZone(zone: string): string {
	const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

/** The moment the given number of milliseconds earlier. */
export function earlier(moment: Moment, milliseconds: number): Moment {
	const [seconds, decimals] = moment.split('.');
	const whole = secondsOf(Date.parse(`${seconds}Z`) - milliseconds);
	return whole === undefined ? BEGINNING : `${whole}.${decimals}`;
}

/** A time up to its seconds; undefined if its year doesn't have four digits. */
function secondsOf(instant: number): string | undefined {
	if (Number.isNaN(instant)) return undefined;
	return /^(\d{4}-.{14})/.exec(new Date(instant).toISOString())?.[1];
}

export function later(one: Moment, other: Moment): Moment {
	return one > other ? one : other;
}

/** Compares moments for sorting in ascending order. */
export function compareMoments(one: Moment, other: Moment): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

const TICKS_PER_SECOND = 10_000_000n;

/** The moment as a number of 100 nanoseconds, in base 36: the shortest text that loses nothing. */
export function packMoment(moment: Moment): string {
	if (moment === BEGINNING) return '';
	const [seconds, decimals] = moment.split('.');
	const whole = BigInt(Date.parse(`${seconds}Z`) / 1000);
	return (whole * TICKS_PER_SECOND + BigInt(decimals.slice(0, 7))).toString(36);
}

export function unpackMoment(packed: string): Moment {
	if (packed === '') return BEGINNING;
	let ticks = 0n;
	for (const digit of packed.replace('-', '')) ticks = ticks * 36n + BigInt(parseInt(digit, 36));
	if (packed.startsWith('-')) ticks = -ticks;
	const decimals = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
	const whole = secondsOf(Number((ticks - decimals) / TICKS_PER_SECOND) * 1000)!;
	return `${whole}.${String(decimals).padStart(7, '0')}Z`;
}
