/**
 * A point in time of the service's, so that texts compare as the times do: it writes them in UTC, with up to
 * seven decimals, and leaves those at the end out that are zero.
 */
export type Moment = string;

/** Before everything. */
export const BEGINNING: Moment = '';

export function momentOf(dateTime: unknown): Moment {
	const [, seconds, decimals = ''] =
		/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z$/.exec(String(dateTime)) ?? [];
	return seconds === undefined ? BEGINNING : `${seconds}.${decimals.padEnd(7, '0')}Z`;
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
