import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { CASES } from './invalidCases.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test.each(CASES)(
	'one message names all invalid parameters of %s %s, each once, and says that nothing was sent: %j',
	async (resource, operation, parameters, expected) => {
		const { error } = await partnerCenter.run({ resource, operation, ...parameters });

		const message = String(error?.message);
		const positions = expected.map((part) => message.indexOf(part));
		expect(expected.filter((_, index) => positions[index] < 0)).toEqual([]);
		expect(positions).toEqual([...positions].sort((one, other) => one - other));
		expect(message.match(FINDING)).toHaveLength(expected.length);
		expect(message).toMatch(/\. Nothing was sent\. \[item 0\]$/);
		expect(partnerCenter.simulator.requests).toEqual([]);
	},
);

/** Each finding is a sentence that begins with the parameter. */
const FINDING = /(?<=^|\. )"/g;

test('what to do about several parameters is said once, in a few sentences', async () => {
	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId('r-1'),
		dealValue: '={{ "much" }}',
		additionalFields: { closingDateTime: 'soon', currency: '={{ "" }}' },
	});

	expect(error?.description).toBe(
		'In "Currency", enter a three-letter currency code, such as USD or EUR. Correct these values, or the expressions that fill them.',
	);
});
