import * as fc from 'fast-check';

import { calendarDay } from '../../../../nodes/shared/values/calendarDay';
import { randomRuns } from '../../../randomRuns.mts';

const runs = randomRuns({ short: 500, long: 50_000 });
const timezone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const day = fc
	.date({
		min: new Date('1900-01-01T00:00:00Z'),
		max: new Date('9999-12-31T00:00:00Z'),
		noInvalidDate: true,
	})
	.map((date) => date.toISOString().slice(0, 10))
	.filter((one) => !one.startsWith('1900-01-01'));

test('a day is the same day in every time zone, in whatever form it comes', () => {
	const form = fc.constantFrom('', 'T00:00', ' 00:00', 'T00:00:00', 'T00:00:00.000', '\u00a0', ' ');

	fc.assert(
		fc.property(day, form, timezone, (given, midnight, zone) => {
			const sent = calendarDay(given + midnight, { parameter: 'Closing Date', timezone: zone });
			expect(sent).toBe(`${given}T00:00:00.000Z`);
		}),
		runs,
	);
});

test('what was sent is sent again unchanged, so that a day does not drift from one synchronization to the next', () => {
	const time = fc.constantFrom('', 'T00:00:00', 'T09:30:00', 'T23:59:59.999');

	fc.assert(
		fc.property(day, time, timezone, (given, at, zone) => {
			const source = { parameter: 'Closing Date', timezone: zone };
			let sent: string;
			try {
				sent = calendarDay(given + at, source);
			} catch {
				return;
			}
			expect(calendarDay(sent, source)).toBe(sent);
		}),
		runs,
	);
});
