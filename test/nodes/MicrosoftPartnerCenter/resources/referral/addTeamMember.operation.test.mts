import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test('sends the documentation’s third sample: a member with four fields, and Prefer', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({
		operation: 'addTeamMember',
		referralId: byId(id),
		email: 'jane.doe@contoso.com',
		firstName: 'Jane',
		lastName: 'Doe',
		phoneNumber: '0000000001',
	});

	const [request] = partnerCenter.simulator.patches;
	expect(request.rawBody).toBe(
		JSON.stringify([
			{
				op: 'add',
				path: '/team/-',
				value: {
					email: 'jane.doe@contoso.com',
					firstName: 'Jane',
					lastName: 'Doe',
					phoneNumber: '0000000001',
				},
			},
		]),
	);
	expect(request.headers.prefer).toBe('return=representation');
});

test('the member stands behind those who are there', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({
		operation: 'addTeamMember',
		referralId: byId(id),
		email: 'jane.doe@contoso.com',
		additionalFields: { title: 'Account Manager' },
	});

	expect(partnerCenter.simulator.referral(id).team).toEqual([
		{ email: 'john@contoso.com', firstName: 'John', lastName: 'Roe' },
		{ email: 'jane.doe@contoso.com', title: 'Account Manager' },
	]);
});

test('what is empty is left out: an empty text, null, and an expression that returned nothing', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run(
		{
			operation: 'addTeamMember',
			referralId: byId(id),
			email: '={{ $json.email }}',
			firstName: '',
			lastName: '={{ $json.lastName }}',
			phoneNumber: '={{ $json.phone }}',
			additionalFields: { title: '={{ null }}' },
		},
		{ items: [{ email: 'jane.doe@contoso.com', lastName: null }] },
	);

	expect(partnerCenter.patchDocuments).toEqual([
		[{ op: 'add', path: '/team/-', value: { email: 'jane.doe@contoso.com' } }],
	]);
});

test('a phone number that comes as a number goes out as text', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({
		operation: 'addTeamMember',
		referralId: byId(id),
		email: 'jane.doe@contoso.com',
		phoneNumber: '={{ 4930123456 }}',
	});

	expect(partnerCenter.patchDocuments).toEqual([
		[
			{
				op: 'add',
				path: '/team/-',
				value: { email: 'jane.doe@contoso.com', phoneNumber: '4930123456' },
			},
		],
	]);
});

test.each([
	'={{ "" }}',
	'   ',
	'jane.doe',
	'jane.doe@',
	'@contoso.com',
	'jane.doe@contoso',
	'jane.doe@contoso.',
	'jane.doe@.com',
	'jane doe@contoso.com',
	'jane..doe@contoso.com',
	'jane.doe@contoso..com',
	'jane.doe@contoso.com,john@contoso.com',
	'jane.doe@contoso.com; john@contoso.com',
	'jane.doe@contoso.com john@contoso.com',
	'jane@doe@contoso.com',
	'Jane Doe <jane.doe@contoso.com>',
	'mailto:jane.doe@contoso.com',
	'jane.doe@contoso.com\njohn.roe@contoso.com',
	'jane\u0000doe@contoso.com',
	'jane\u202edoe@contoso.com',
	`${'j'.repeat(250)}@contoso.com`,
	'={{ $json.missing }}',
	'={{ null }}',
	'={{ 5 }}',
	'={{ ["jane.doe@contoso.com"] }}',
	'={{ ({ address: "jane.doe@contoso.com" }) }}',
])('refuses the email %j and sends nothing', async (email) => {
	const id = partnerCenter.referral();

	const { error } = await partnerCenter.run({
		operation: 'addTeamMember',
		referralId: byId(id),
		email,
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(/^"Email" (?:must be one email address, |is empty).*\[item 0\]$/s);
	expect(error?.message).not.toContain('undefined');
});

test.each(['jane.doe@contoso.com', "o'hara+deals@sub.contoso.co.uk", 'jürgen@müller.example'])(
	'accepts the email %s as it is',
	async (email) => {
		const id = partnerCenter.referral();

		await partnerCenter.run({ operation: 'addTeamMember', referralId: byId(id), email });

		expect(partnerCenter.simulator.referral(id).team.at(-1)).toEqual({ email });
	},
);

test.each([
	['title', '={{ $json.missing }}', 'Title'],
	['title', '={{ ({}) }}', 'Title'],
	['title', '={{ "" + $json.missing }}', 'Title'],
])(
	'a chosen field that comes to nothing usable is refused: %s of %s',
	async (field, value, name) => {
		const id = partnerCenter.referral();

		const { error } = await partnerCenter.run({
			operation: 'addTeamMember',
			referralId: byId(id),
			email: 'jane.doe@contoso.com',
			additionalFields: { [field]: value },
		});

		expect(partnerCenter.simulator.requests).toEqual([]);
		expect(error?.message).toMatch(new RegExp(`^"${name}" (?:must be text|is empty)`));
	},
);
