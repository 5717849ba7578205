/**
 * A point in time of the service's, so that texts compare as the times do: it writes them in UTC, with up to
 * seven decimals, and leaves those at the end out that are zero.
 */
export type Moment = string;

/** Before everything. */
export const BEGINNING: Moment = '';

const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?(Z|[+-]\d{2}:\d{2})$/;

/** @returns nothing where it can't be read as one */
export function readMoment(dateTime: unknown): Moment | undefined {
	const [, seconds, decimals = '', zone] = DATE_TIME.exec(String(dateTime)) ?? [];
	const time = Date.parse(`${seconds}${zone}`);
	if (Number.isNaN(time)) return undefined;
	return `${new Date(time).toISOString().slice(0, 19)}.${decimals.padEnd(7, '0')}Z`;
}

export function momentOf(dateTime: unknown): Moment {
	return readMoment(dateTime) ?? BEGINNING;
}

/** So many milliseconds before. */
export function earlier(moment: Moment, milliseconds: number): Moment {
	if (moment === BEGINNING) return BEGINNING;
	const [seconds, decimals] = moment.split('.');
	const whole = new Date(Date.parse(`${seconds}Z`) - milliseconds).toISOString();
	return `${whole.slice(0, seconds.length)}.${decimals}`;
}

export function latest(...moments: Moment[]): Moment {
	return moments.reduce((one, other) => (other > one ? other : one), BEGINNING);
}

/** For sorting, earlier ones first. */
export function order(one: Moment, other: Moment): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
