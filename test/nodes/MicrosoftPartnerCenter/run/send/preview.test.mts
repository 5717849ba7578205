import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const NEW = {
	name: 'Deal',
	customerName: 'Contoso',
	country: 'US',
	solutions: { solution: [{ id: 'SOL-1' }] },
};

/** What each operation that writes needs at least. */
const WRITES: Array<[string, string, object]> = [
	['referral', 'updateDealValue', { dealValue: 10000 }],
	['referral', 'changeStatus', { substatus: 'Accepted' }],
	['referral', 'addTeamMember', { email: 'jane@contoso.com', skipIfPresent: false }],
	['referral', 'update', { updateFields: { notes: 'x', replaceTeam: [{ email: 'a@b.co' }] } }],
	[
		'referral',
		'applyPatch',
		{ patch: '[{"op":"add","path":"/team/-","value":{"email":"a@b.co"}}]' },
	],
	['referral', 'create', NEW],
	['dealRegistration', 'create', { solutionDetails: [{ id: 'SOL-1' }] }],
];

test.each(WRITES)('%s, %s: outputs the request, and sends nothing', async (...write) => {
	const [resource, operation, parameters] = write;
	const referralId = byId(partnerCenter.referral({ status: 'Active', substatus: 'Accepted' }));
	const written = { resource, operation, referralId, ...parameters };

	const preview = await partnerCenter.run({ ...written, options: { preview: true } });
	expect(preview.error).toBeUndefined();
	expect(partnerCenter.simulator.requests).toEqual([]);
	const { error } = await partnerCenter.run(written);
	expect(error).toBeUndefined();

	const sent = partnerCenter.simulator.requests.find(({ method }) => method !== 'GET')!;
	expect(preview.items).toEqual([
		{
			json: {
				preview: true,
				method: sent.method,
				url: partnerCenter.simulator.url + sent.path,
				headers: {
					Accept: 'application/json',
					'Content-Type': 'application/json',
					...(sent.method === 'PATCH' && { Prefer: 'return=representation' }),
				},
				body: sent.body,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(JSON.stringify(preview.items)).not.toMatch(/bearer|authorization/i);
});

test('for a deal registration the referral is read: only that says where it is', async () => {
	const id = partnerCenter.referral({
		status: 'Active',
		substatus: 'Accepted',
		registrations: [{ id: 'R1' }, { id: 'R2' }],
	} as never);
	const { eTag } = partnerCenter.simulator.referral(id);

	const { items } = await partnerCenter.run({
		resource: 'dealRegistration',
		operation: 'update',
		referralId: byId(id),
		registrationId: 'R2',
		contract: { value: 5 },
		options: { preview: true },
	});

	expect(partnerCenter.simulator.requests.map(({ method }) => method)).toEqual(['GET']);
	expect(items[0].json).toMatchObject({
		headers: { 'If-Match': eTag },
		body: [{ op: 'replace', path: '/registrations/1/contract/value', value: 5 }],
	});
});

test('shows the user’s own eTag', async () => {
	const { items } = await partnerCenter.run(
		{
			operation: 'updateDealValue',
			referralId: byId(partnerCenter.referral()),
			dealValue: 5,
			useIfMatch: true,
			options: { preview: true },
		},
		{ items: [{ eTag: '"1"' }] },
	);

	expect(items[0].json.headers).toMatchObject({ 'If-Match': '"1"' });
});

test('is decided for each item', async () => {
	const ids = [partnerCenter.referral(), partnerCenter.referral()];

	const { items } = await partnerCenter.run(
		{
			operation: 'updateDealValue',
			referralId: byId('={{ $json.id }}'),
			dealValue: 77,
			options: { preview: '={{ $json.preview }}' },
		},
		{
			items: [
				{ id: ids[0], preview: true },
				{ id: ids[1], preview: false },
			],
		},
	);

	expect(items.map(({ json }) => json.preview)).toEqual([true, undefined]);
	expect(partnerCenter.simulator.patches.map(({ referralId }) => referralId)).toEqual([ids[1]]);
});

test.each([
	['={{ $json.missing }}', '"Preview" is empty: the expression returned nothing'],
	['={{ "perhaps" }}', '"Preview" must be true or false'],
	['={{ 1 }}', '"Preview" must be true or false'],
])(
	'a value that is neither true nor false is rejected, and nothing is sent: %s',
	async (preview, message) => {
		const { error } = await partnerCenter.run({
			operation: 'updateDealValue',
			referralId: byId(partnerCenter.referral()),
			dealValue: 5,
			options: { preview },
		});

		expect(partnerCenter.simulator.requests).toEqual([]);
		expect(error?.message).toContain(message);
	},
);

test('a value that would be refused is refused', async () => {
	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: '={{ "much" }}',
		options: { preview: true },
	});

	expect(error?.message).toContain('"Deal Value" must be');
});
