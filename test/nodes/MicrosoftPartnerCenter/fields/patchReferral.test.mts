import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const run = (parameters: object, item: object = {}) =>
	partnerCenter.run(
		{
			operation: 'updateDealValue',
			referralId: byId(partnerCenter.referral()),
			dealValue: 1,
			...parameters,
		},
		{ items: [item as never] },
	);

const sentTags = () => partnerCenter.simulator.patches.map(({ headers }) => headers['if-match']);

test('If-Match is off unless it is chosen, even where the item has an eTag', async () => {
	await run({}, { eTag: '"2500ec5a-0000"' });

	expect(sentTags()).toEqual([undefined]);
});

test.each([
	['"2500ec5a-0000"', '"2500ec5a-0000"'],
	['W/"2500ec5a-0000"', 'W/"2500ec5a-0000"'],
	['2500ec5a-0000', '"2500ec5a-0000"'],
	['W/2500ec5a-0000', 'W/"2500ec5a-0000"'],
])('sends the eTag %s as %s', async (eTag, sent) => {
	await run({ useIfMatch: true }, { eTag });

	expect(sentTags()).toEqual([sent]);
});

test('the eTag may come from anywhere', async () => {
	await run({ useIfMatch: true, eTag: '={{ $json.stored.tag }}' }, { stored: { tag: '"a1"' } });

	expect(sentTags()).toEqual(['"a1"']);
});

test.each([
	undefined,
	null,
	'',
	' ',
	'""',
	'*',
	'"a", "b"',
	'a b',
	'"a',
	'a"',
	'"a"b"',
	'"a"\r\nX-Injected: 1',
	'a\nb',
	'"é"',
	'undefined',
	'null',
	'https://api.partner.microsoft.com/v1.0/engagements/referrals/1',
	'a'.repeat(300),
	5,
	{},
	['"a"'],
])('refuses the eTag %j, says where one comes from, and sends nothing', async (eTag) => {
	const { error } = await run({ useIfMatch: true }, { eTag });

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(
		/^"ETag" (?:must be the eTag of one state|is empty).*\[item 0\]$/s,
	);
	expect(error?.message).not.toContain('undefined');
	expect(error?.description).toContain('{{ $json.eTag }}');
});

test.each([
	['={{ $json.on }}', { on: true }, 200],
	['={{ $json.on }}', { on: false }, 204],
	['={{ $json.on }}', { on: 'FALSE' }, 204],
])('the toggles may be expressions: %s of %j', async (returnRepresentation, item, status) => {
	const { items } = await run({ returnRepresentation, useIfMatch: '={{ false }}' }, item);

	expect(partnerCenter.simulator.patches.map((request) => request.status)).toEqual([status]);
	expect('success' in items[0].json).toBe(status === 204);
});

test.each([
	['returnRepresentation', 'Return Updated Referral (Prefer)'],
	['useIfMatch', 'Only If Unchanged (If-Match)'],
])('refuses a toggle %s that is neither true nor false', async (parameter, displayName) => {
	const { error } = await run({ [parameter]: '={{ $json.missing }}' });

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(`"${displayName}" is empty`);
});

test('a toggle that is written as the text "true" is on, and asks for its eTag', async () => {
	const { error } = await run({ useIfMatch: 'true' }, {});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(/^"ETag" is empty/);
});
