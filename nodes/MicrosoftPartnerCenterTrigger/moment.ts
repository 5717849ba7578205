/**
 * A time of the service as a text in UTC with seven decimals, so that texts compare like times. The service omits
 * trailing zeros.
 */
export type Moment = string;

/** Earlier than every time. */
export const BEGINNING: Moment = '';

const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?(Z|[+-]\d{2}:\d{2})$/;

/** @returns undefined if it is not a date and time */
export function readMoment(dateTime: unknown): Moment | undefined {
	const [, seconds, decimals = '', zone] = DATE_TIME.exec(String(dateTime)) ?? [];
	const time = Date.parse(`${seconds}${zone}`);
	if (Number.isNaN(time)) return undefined;
	return `${new Date(time).toISOString().slice(0, 19)}.${decimals.padEnd(7, '0')}Z`;
}

export function momentOf(dateTime: unknown): Moment {
	return readMoment(dateTime) ?? BEGINNING;
}

/** The moment the given number of milliseconds earlier. */
export function earlier(moment: Moment, milliseconds: number): Moment {
	if (moment === BEGINNING) return BEGINNING;
	const [seconds, decimals] = moment.split('.');
	const whole = new Date(Date.parse(`${seconds}Z`) - milliseconds).toISOString();
	return `${whole.slice(0, seconds.length)}.${decimals}`;
}

export function latest(...moments: Moment[]): Moment {
	return moments.reduce((one, other) => (other > one ? other : one), BEGINNING);
}

/** Compares moments for sorting in ascending order. */
export function compareMoments(one: Moment, other: Moment): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
