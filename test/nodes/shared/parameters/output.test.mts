import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const run = (parameters: object, id = partnerCenter.referral()) =>
	partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue: 1,
		...parameters,
	});

test('simplified: eleven fields, flat, null where the referral has none', async () => {
	const id = partnerCenter.referral({ details: {} as never, customerProfile: {} as never });

	const { items } = await run({}, id);

	expect(items[0].json).toEqual({
		id,
		externalReferenceId: null,
		name: 'Contoso moves to Azure',
		status: 'New',
		substatus: 'Pending',
		dealValue: 1,
		currency: null,
		closingDateTime: null,
		customerName: null,
		updatedDateTime: partnerCenter.simulator.referral(id).updatedDateTime,
		eTag: partnerCenter.simulator.referral(id).eTag,
	});
});

test('raw: the service’s own JSON', async () => {
	const id = partnerCenter.referral();

	const { items } = await run({ output: 'raw' }, id);

	expect(items[0].json).toEqual(partnerCenter.simulator.referral(id));
});

test('selected: the named fields in their places, and always id and eTag', async () => {
	const id = partnerCenter.referral();

	const { items } = await run(
		{
			output: 'selected',
			outputFields:
				' name, details.dealValue ,customerProfile.address.country,team, nothing.here,,',
		},
		id,
	);

	expect(items[0].json).toEqual({
		id,
		eTag: partnerCenter.simulator.referral(id).eTag,
		name: 'Contoso moves to Azure',
		details: { dealValue: 1 },
		customerProfile: { address: { country: 'US' } },
		team: [{ email: 'john@contoso.com', firstName: 'John', lastName: 'Roe' }],
		nothing: { here: null },
	});
});

test('selected: nothing named gives id and eTag', async () => {
	const { items } = await run({ output: 'selected' });

	expect(Object.keys(items[0].json)).toEqual(['id', 'eTag']);
});

test('selected: id and eTag stay whole, whatever else is named', async () => {
	const id = partnerCenter.referral();

	const { items } = await run({ output: 'selected', outputFields: 'id.x, eTag.y' }, id);

	expect(items[0].json).toEqual({ id, eTag: partnerCenter.simulator.referral(id).eTag });
});

test.each([
	[{ output: '={{ "everything" }}' }, 'Output'],
	[{ output: '={{ "constructor" }}' }, 'Output'],
	[{ output: '={{ $json.missing }}' }, 'Output'],
	[{ output: 'selected', outputFields: '={{ ["name"] }}' }, 'Fields'],
	[{ output: 'selected', outputFields: '={{ $json.missing }}' }, 'Fields'],
	[{ output: 'selected', outputFields: 'name, team[0].email' }, 'Fields'],
	[{ output: 'selected', outputFields: 'details..dealValue' }, 'Fields'],
	[{ output: 'selected', outputFields: '__proto__.polluted' }, 'Fields'],
	[{ output: 'selected', outputFields: 'constructor.prototype.x' }, 'Fields'],
	[{ output: 'selected', outputFields: 'a.'.repeat(20_000) + 'b' }, 'Fields'],
])('a wrong choice comes to light before anything is sent: %j', async (parameters, name) => {
	const { error } = await run(parameters);

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(new RegExp(`^"${name}" (?:must be|is empty).*\\[item 0\\]$`));
});

test.each([
	['a page of a proxy', '<html>Sign in to the Wi-Fi</html>'],
	['an empty object', {}],
	['a failure that says success', { error: { code: 'x' } }],
	['a list', [{ id: 'r-1' }]],
	['another referral', { id: 'r-2' }],
	['nothing', ''],
])('an answer that is not the referral is not taken for success: %s', async (_name, body) => {
	for (const returnRepresentation of [true, false]) {
		partnerCenter.simulator.fault({ status: 200, body });

		const { error } = await run({ returnRepresentation, options: { maxRetries: 0 } }, 'r-1');

		expect(error?.message).toBe('The response could not be read as a referral (200) [item 0]');
		expect(error?.description).toContain('"API URL"');
		expect(error?.description).toContain('may have been made');
	}
});

test('a 204 in spite of Prefer is a success with a receipt', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({ status: 204, body: '' });

	const { items } = await run({}, id);

	expect(items[0].json).toMatchObject({ id, success: true });
});

test('an eTag that is only in the header is output, too', async () => {
	partnerCenter.simulator.fault({
		status: 200,
		body: { id: 'R-1', name: 'No tag' },
		headers: { ETag: '"from the header"' },
	});

	const { items } = await run({}, 'r-1');

	expect(items[0].json.eTag).toBe('"from the header"');
});
