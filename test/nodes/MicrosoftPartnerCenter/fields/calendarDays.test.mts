import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { updated, updatedByExpression } from './updates.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

const ZONES = ['America/Los_Angeles', 'UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland'];
const THE_DAY = { '/details/closingDateTime': '2026-12-31T00:00:00.000Z' };

describe.each(ZONES)('in %s', (timezone) => {
	test.each(['2026-12-31', '2026-12-31T00:00', '2026-12-31 00:00:00', '2026-12-31T00:00:00.000'])(
		'%s is that day',
		async (given) => {
			const { sent } = await updatedByExpression(partnerCenter, 'closingDateTime', given, {
				timezone,
			});

			expect(sent).toEqual(THE_DAY);
		},
	);

	test.each([
		'={{ DateTime.fromISO("2026-12-31") }}',
		'={{ DateTime.fromISO("2026-12-31T15:00").startOf("day") }}',
		'={{ DateTime.fromISO("2026-12-31", { zone: "utc" }) }}',
		'={{ new Date("2026-12-31") }}',
		'={{ $today.set({ year: 2026, month: 12, day: 31 }) }}',
		'={{ DateTime.fromISO("2026-12-31").toJSDate() }}',
	])('%s is that day', async (closingDateTime) => {
		expect(await updated(partnerCenter, { closingDateTime }, { timezone })).toEqual({
			sent: THE_DAY,
		});
	});

	test.each([
		['2026-12-31T00:00:00+01:00', '2026-12-30T23:00:00.000Z'],
		['2026-12-31T00:00:00Z', '2026-12-31T00:00:00.000Z'],
		['2026-12-31T17:00:00-08:00', '2027-01-01T01:00:00.000Z'],
		['2026-12-31T23:30:00.000+0000', '2026-12-31T23:30:00.000Z'],
	])('%s is an instant', async (given, sent) => {
		const outcome = await updatedByExpression(partnerCenter, 'closingDateTime', given, {
			timezone,
		});

		expect(outcome.sent).toEqual({ '/details/closingDateTime': sent });
	});
});

test('a time without an offset is in the time zone of the workflow', async () => {
	const { sent } = await updated(
		partnerCenter,
		{ closingDateTime: '2026-07-01T12:00' },
		{ timezone: 'America/New_York' },
	);

	expect(sent).toEqual({ '/details/closingDateTime': '2026-07-01T16:00:00.000Z' });
});

test('a day whose midnight the clocks skip is that day', async () => {
	const timezone = 'America/Sao_Paulo';
	const given = ['2018-11-04', '={{ DateTime.fromISO("2018-11-04") }}'];

	for (const closingDateTime of given) {
		const { sent } = await updated(partnerCenter, { closingDateTime }, { timezone });
		expect(sent).toEqual({ '/details/closingDateTime': '2018-11-04T00:00:00.000Z' });
	}
});

test('the closing date of a solution is a day, too', async () => {
	const { sent } = await updated(
		partnerCenter,
		{ addSolutions: [{ id: 'SOL-1', closingDateTime: '2026-12-31T00:00:00' }] },
		{ timezone: 'Asia/Tokyo' },
	);

	expect(sent).toEqual({
		'/details/requirements/solutions/-': {
			id: 'SOL-1',
			closingDateTime: '2026-12-31T00:00:00.000Z',
		},
	});
});

test.each(['1899-12-30', '0001-01-01T00:00:00', '1899-12-31T23:00:00Z', '1753-01-01 00:00'])(
	'%s, which represents no date, is rejected',
	async (given) => {
		const { sent, message } = await updatedByExpression(partnerCenter, 'closingDateTime', given);

		expect(sent).toEqual({});
		expect(message).toBe(
			`"Closing Date" must be a date in 1900 or later, not ${given}. Nothing was sent. [item 0]`,
		);
	},
);
