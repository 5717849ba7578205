import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { updated, updatedByExpression } from './updates.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

/** The expressions in a message, in the order of their appearance; the last one is the end of what is wrong. */
function expressionsIn(message = ''): string[] {
	expect(message).toMatch(/\}\}\. Nothing was sent\. \[item 0\]$/);
	return Array.from(message.matchAll(/use (\{\{ .*? \}\})(?=\. To|\. Nothing)/g), ([, one]) => one);
}

const AMOUNTS: Array<[given: string, ...sent: string[]]> = [
	['10,000.00', '10000'],
	['1.234,5', '1234.5'],
	['1.234.567,89', '1234567.89'],
	['1,234,567', '1234567'],
	['12,34,567.50', '1234567.5'],
	['1 234,50', '1234.5'],
	['1\u202f234\u00a0567', '1234567'],
	['10’000.50', '10000.5'],
	['$10,000.00', '10000'],
	['1.000,00 €', '1000'],
	['EUR 5000', '5000'],
	['10,5', '10.5'],
	['10,000', '10', '10000'],
	['€ 10.500', '10.5', '10500'],
	['1e5', '100000'],
	['.5', '0.5'],
	['007', '7'],
];

const DAYS: Array<[given: string | number, ...sent: string[]]> = [
	['31/12/2026', '2026-12-31'],
	['12/31/2026', '2026-12-31'],
	['31.12.2026', '2026-12-31'],
	['31-12-26', '2026-12-31'],
	['5/6/2026', '2026-06-05', '2026-05-06'],
	['2026/12/31', '2026-12-31'],
	['20261231', '2026-12-31'],
	[20261231, '2026-12-31'],
	['Dec 31, 2026', '2026-12-31'],
	['31 December 2026', '2026-12-31'],
];

const TIMES: Array<[given: string | number, ...sent: string[]]> = [
	['12/31/2026 5:00 PM', '2026-12-31T16:00:00.000Z'],
	['31.12.2026, 17:00:30', '2026-12-31T16:00:30.000Z'],
	['Dec 31, 2026 17:00', '2026-12-31T16:00:00.000Z'],
	['Thu, 31 Dec 2026 17:00:00 GMT', '2026-12-31T17:00:00.000Z'],
	[1798736400000, '2026-12-31T17:00:00.000Z'],
	['1798736400', '2026-12-31T17:00:00.000Z'],
];

const DEAL_VALUE = { field: 'dealValue', path: '/details/dealValue' };
const CLOSING_DATE = { field: 'closingDateTime', path: '/details/closingDateTime' };

const CASES = [
	...AMOUNTS.map(([given, ...results]) => ({ ...DEAL_VALUE, given, results })),
	...DAYS.map(([given, ...days]) => ({
		...CLOSING_DATE,
		given,
		results: days.map((day) => `${day}T00:00:00.000Z`),
	})),
	...TIMES.map(([given, ...results]) => ({ ...CLOSING_DATE, given, results })),
];

test.each(CASES)(
	'the message on a value of $field ends with an expression that converts it: $given',
	async ({ field, path, given, results }) => {
		const timezone = 'Europe/Berlin';
		const refused = [
			await updatedByExpression(partnerCenter, field, given, { timezone }),
			await updated(partnerCenter, { [field]: given }, { timezone }),
		];

		for (const { sent, message } of refused) {
			expect(sent).toEqual({});
			const expressions = expressionsIn(message);
			expect(expressions).toHaveLength(results.length);
			for (const [index, expression] of expressions.entries()) {
				const outcome = await updated(
					partnerCenter,
					{ [field]: `=${expression}` },
					{ timezone, item: { given } },
				);
				expect(outcome).toEqual({ sent: { [path]: results[index] } });
			}
		}
		expect(expressionsIn(refused[0].message)[0]).toContain('$json.given');
	},
);

test.each([
	['dealValue', '5 apples'],
	['dealValue', '-5'],
	['dealValue', '1,2,3,4'],
	['dealValue', '10.5k'],
	['dealValue', '0x10'],
	['closingDateTime', '31/31/2026'],
	['closingDateTime', '2026-02-30'],
	['closingDateTime', 'tomorrow'],
	['closingDateTime', '2026'],
])(
	'the message on a value of %s that nothing converts, %j, has no expression',
	async (field, given) => {
		const { message } = await updatedByExpression(partnerCenter, field, given);

		expect(message).toMatch(/ must be /);
		expect(message).not.toContain('{{');
	},
);
