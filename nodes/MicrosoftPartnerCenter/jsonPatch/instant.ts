/** A point in time; the service may omit its time zone, which is UTC. */
const POINT_IN_TIME =
	/^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/i;

/** In milliseconds since the epoch; undefined if the text is not a point in time. */
export function instantIn(text: string): number | undefined {
	const [, day, time = '00:00', zone = 'Z'] = POINT_IN_TIME.exec(text.trim()) ?? [];
	const instant = Date.parse(`${day}T${time}${zone}`);
	return Number.isNaN(instant) ? undefined : instant;
}

const DAY = 86_400_000;

/** Whether it is midnight in UTC, as which a calendar day is sent. */
export const isDay = (instant: number) => instant % DAY === 0;

export const dayOf = (instant: number) => Math.floor(instant / DAY);

/** Whether a time is later than another; if one of them is a calendar day, whether its day is. */
export function isLater(one: number, other: number): boolean {
	return isDay(one) || isDay(other) ? dayOf(one) > dayOf(other) : one > other;
}
