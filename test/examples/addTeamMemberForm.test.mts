import { Examples } from './examples.mts';

const FILE = 'add-team-member-form.json';

let examples: Examples;

beforeEach(async () => {
	examples = await Examples.start();
});
afterEach(() => examples.stop());

const filledIn = (referral: string, more = {}) => ({
	Referral: referral,
	Email: 'jane.doe@contoso.com',
	'First name': 'Jane',
	...more,
});

test('a colleague is added with what the form says, and its last page says so', async () => {
	const id = examples.partnerCenter.referral({ team: [] });

	await examples.run(FILE, filledIn(id));

	expect(examples.partnerCenter.simulator.referral(id).team).toEqual([
		{ email: 'jane.doe@contoso.com', firstName: 'Jane' },
	]);
	expect(examples.edge.received('form')).toEqual([
		expect.objectContaining({
			operation: 'completion',
			completionTitle: 'Done',
			completionMessage: 'jane.doe@contoso.com is on the team of Contoso moves to Azure.',
		}),
	]);
});

test('the referral may be the address of its page', async () => {
	const id = examples.partnerCenter.referral({ team: [] });

	await examples.run(FILE, filledIn(`https://partner.microsoft.com/dashboard/referrals/${id}`));

	expect(examples.partnerCenter.simulator.referral(id).team).toHaveLength(1);
});

test('a person who is on the team is not added again, and the form says so', async () => {
	const id = examples.partnerCenter.referral({ team: [{ email: 'Jane.Doe@contoso.com' }] });

	await examples.run(FILE, filledIn(id));

	expect(examples.partnerCenter.simulator.patches).toEqual([]);
	expect(examples.edge.received('form').map(({ completionTitle }) => completionTitle)).toEqual([
		'Done',
	]);
});

test.each([
	['an email that is none', (id: string) => filledIn(id, { Email: 'jane' }), '"Email" must be'],
	['a referral that is not there', () => filledIn('no-such-referral'), '(404'],
])('%s is said on the form’s last page', async (_, given, reason) => {
	const id = examples.partnerCenter.referral({ team: [] });

	await examples.run(FILE, given(id));

	expect(examples.partnerCenter.simulator.patches).toEqual([]);
	expect(examples.edge.received('form')).toEqual([
		expect.objectContaining({
			completionTitle: 'Not added',
			completionMessage: expect.stringContaining(reason) as string,
		}),
	]);
});
