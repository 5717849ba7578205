import { givenDate } from './isoDate';
import type { GivenDate } from './isoDate';
import type { Reader } from './reader';

/** A day alone, or its midnight without an offset, which is what n8n's date picker writes. */
const WHOLE_DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/i;

/**
 * A day such as a closing date, sent as that day at 00:00 UTC, whatever the workflow's time zone is. (As an
 * instant, midnight in Berlin would be the day before in UTC: a system that reads the day back would move it by
 * one with each synchronization.) Other times remain points in time: those without an offset are in the
 * workflow's time zone.
 *
 * A DateTime or a Date is a day if it is the start of one, in its own or the workflow's time zone.
 */
export const calendarDay: Reader<string> = (value, source) => {
	const given = givenDate(value, source);
	const day = dayOf(given, source.timezone);
	return day === undefined ? given.moment.toJSDate().toISOString() : `${day}T00:00:00.000Z`;
};

function dayOf({ moment, text }: GivenDate, timezone: string): string | undefined {
	const local = moment.setZone(timezone);
	if (text === undefined) {
		return [moment, local].find(isStartOfDay)?.toFormat('yyyy-MM-dd');
	}
	const day = WHOLE_DAY.exec(text)?.[1];
	if (day !== undefined) return day;
	// In a collection, n8n turns a DateTime into text of this form before a node receives it.
	const wasDateTime = text === local.toISO();
	return wasDateTime && isStartOfDay(local) ? local.toFormat('yyyy-MM-dd') : undefined;
}

/** Compared with the start of the day, because clocks that are put forward at midnight skip 00:00. */
function isStartOfDay(moment: GivenDate['moment']): boolean {
	return moment.toMillis() === moment.startOf('day').toMillis();
}
