import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

async function outcomeOfAdding(email: string, parameters: object = {}): Promise<unknown> {
	const { items } = await partnerCenter.run({
		operation: 'addTeamMember',
		referralId: byId(partnerCenter.referral()),
		email,
		...parameters,
	} as never);
	return items[0].json.outcome;
}

describe.each([
	{},
	{ output: 'raw' },
	{ output: 'selected', outputFields: 'name' },
	{ returnRepresentation: false },
])('with %j', (format) => {
	test('a new member is an update', async () => {
		expect(await outcomeOfAdding('jane@contoso.com', format)).toBe('updated');
	});

	test('a member who is there leaves the referral unchanged', async () => {
		expect(await outcomeOfAdding('JOHN@contoso.com', format)).toBe('unchanged');
	});

	test('a member who is added without a look at the team is an update', async () => {
		const parameters = { ...format, skipIfPresent: false };

		expect(await outcomeOfAdding('jane@contoso.com', parameters)).toBe('updated');
	});
});

test('a member whose adding was not answered is an update', async () => {
	partnerCenter.simulator.fault({
		when: ({ method }) => method === 'PATCH',
		connection: 'applied-then-reset',
	});

	expect(await outcomeOfAdding('jane@contoso.com')).toBe('updated');
});
