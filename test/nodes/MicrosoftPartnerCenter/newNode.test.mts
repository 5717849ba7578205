import { byId, PartnerCenter } from '../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

test('a node that was just added reads one referral, and changes nothing', async () => {
	const id = partnerCenter.referral();

	const { items, error } = await partnerCenter.run({ referralId: byId(id) });

	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { id, dealValue: 5000 } }]);
	expect(partnerCenter.simulator.requests.map(({ method }) => method)).toEqual(['GET']);
});

test.each([
	['useIfMatch', 'Only If Unchanged (If-Match)', /the eTag in the If-Match header/],
	[
		'returnRepresentation',
		'Return Updated Referral (Prefer)',
		/the header Prefer: return=representation/,
	],
])('%s says what it does, and which header it sets', (name, displayName, header) => {
	const { properties } = partnerCenter.engine.nodeType.description;
	const toggle = properties.find((property) => property.name === name)!;

	expect(toggle).toMatchObject({ type: 'boolean', displayName });
	expect(toggle.description).toMatch(/^Whether to /);
	expect(toggle.description).toMatch(header);
});
