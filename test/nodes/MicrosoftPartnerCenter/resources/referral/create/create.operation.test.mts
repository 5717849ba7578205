import type { IDataObject, INode } from 'n8n-workflow';

import { PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
});
afterEach(() => partnerCenter.simulator.stop());

const create = (parameters: object, items: IDataObject[] = [{}], node: Partial<INode> = {}) =>
	partnerCenter.run({ operation: 'create', ...parameters }, { items, node });

const bodies = () => partnerCenter.simulator.requests.map(({ body }) => body);

const LEAST = {
	name: 'Contoso moves to Azure',
	customerName: 'Contoso',
	country: 'us',
	solutions: { solution: [{ id: 'SOL-1', name: 'Kit' }] },
};
const CONTACTS = { customerContacts: { contact: [{ email: 'ravi@contoso.com' }] } };

test('a private deal with the least that it needs', async () => {
	const { items, error } = await create(LEAST);

	expect(error).toBeUndefined();
	expect(bodies()).toEqual([
		{
			name: 'Contoso moves to Azure',
			type: 'Independent',
			qualification: 'SalesQualified',
			customerProfile: { name: 'Contoso', address: { country: 'US' } },
			consent: {
				consentToToShareInfoWithOthers: false,
				consentToContact: false,
				consentToShareReferralWithMicrosoftSellers: false,
			},
			details: { requirements: { solutions: [{ id: 'SOL-1', name: 'Kit' }] } },
		},
	]);
	const [request] = partnerCenter.simulator.requests;
	expect(request).toMatchObject({ method: 'POST', path: '/v1.0/engagements/referrals' });
	expect(request.headers).not.toHaveProperty('prefer');
	expect(items).toMatchObject([
		{
			json: { name: 'Contoso moves to Azure', status: 'Active', customerName: 'Contoso' },
			pairedItem: { item: 0 },
		},
	]);
	expect(partnerCenter.simulator.referral(items[0].json.id as string).name).toBe(LEAST.name);
});

test('a partner-led deal is shown to Microsoft’s sellers, whose help it does not ask for', async () => {
	await create({ ...LEAST, dealType: 'partnerLed' });

	expect(bodies()).toMatchObject([
		{ type: 'Independent', consent: { consentToShareReferralWithMicrosoftSellers: true } },
	]);
	expect(bodies()[0]).not.toHaveProperty('inviteContext');
});

test('a co-sell deal asks Microsoft for help', async () => {
	await create({ ...LEAST, ...CONTACTS, dealType: 'coSell' });

	expect(bodies()).toMatchObject([
		{
			type: 'Shared',
			consent: { consentToShareReferralWithMicrosoftSellers: true },
			target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
			inviteContext: { assistanceRequestCode: 'GeneralOrOther' },
		},
	]);
});

test('everything that can be said in fields', async () => {
	const { error } = await create({
		...LEAST,
		dealType: 'coSell',
		solutions: {
			solution: [
				{ id: 'SOL-1', name: '', price: '', currency: '', quantity: '', type: '' },
				{
					id: 'SOL-2',
					name: 'Kit',
					price: '2500.50',
					currency: 'usd',
					quantity: 12,
					type: 'Name',
					publisherName: 'Contoso',
					solutionType: '3P',
					closingDateTime: '2026-12-31T00:00:00Z',
				},
			],
		},
		customerContacts: { contact: [{ email: 'ravi@contoso.com', firstName: 'Ravi' }] },
		team: { member: [{ email: 'jane@fabrikam.com', title: 'Account Manager' }] },
		additionalFields: {
			addressLine1: '1 Main Street',
			addressLine2: 'Floor 2',
			assistanceRequestCode: 'QuotesOrLicensing',
			campaignId: 'spring',
			city: 'Seattle',
			closingDateTime: '2026-12-31T17:00:00+01:00',
			consentToContact: true,
			currency: 'usd',
			customerSize: '1to9employees',
			dealValue: '10000.50',
			engagementId: '65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
			externalReferenceId: 'OPP-7',
			inviteNotes: 'A quote, please.',
			notes: 'From the fair.',
			postalCode: '98101',
			qualification: 'MarketingQualified',
			referralProgram: 'program',
			salesStage: '20',
			state: 'WA',
		},
	});

	expect(error).toBeUndefined();
	expect(bodies()).toEqual([
		{
			name: 'Contoso moves to Azure',
			type: 'Shared',
			qualification: 'MarketingQualified',
			engagementId: '65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
			externalReferenceId: 'OPP-7',
			campaignId: 'spring',
			referralProgram: 'program',
			salesStage: '20',
			customerProfile: {
				name: 'Contoso',
				size: '1to9employees',
				address: {
					addressLine1: '1 Main Street',
					addressLine2: 'Floor 2',
					city: 'Seattle',
					state: 'WA',
					postalCode: '98101',
					country: 'US',
				},
				team: [{ email: 'ravi@contoso.com', firstName: 'Ravi' }],
			},
			consent: {
				consentToToShareInfoWithOthers: true,
				consentToContact: true,
				consentToShareReferralWithMicrosoftSellers: true,
			},
			details: {
				notes: 'From the fair.',
				dealValue: 10000.5,
				currency: 'USD',
				closingDateTime: '2026-12-31T16:00:00.000Z',
				requirements: {
					solutions: [
						{ id: 'SOL-1' },
						{
							id: 'SOL-2',
							name: 'Kit',
							price: 2500.5,
							currency: 'USD',
							quantity: 12,
							type: 'Name',
							publisherName: 'Contoso',
							solutionType: '3P',
							closingDateTime: '2026-12-31T00:00:00.000Z',
						},
					],
				},
			},
			team: [{ email: 'jane@fabrikam.com', title: 'Account Manager' }],
			target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
			inviteContext: { assistanceRequestCode: 'QuotesOrLicensing', notes: 'A quote, please.' },
		},
	]);
});

const BODY = {
	name: 'Contoso moves to Azure',
	type: 'Independent',
	customerProfile: { name: 'Contoso', address: { country: 'US' } },
	consent: { consentToShareReferralWithMicrosoftSellers: false },
	details: { requirements: { solutions: [{ id: 'SOL-1' }] }, customerAction: 'Call' },
};

test.each([
	['typed', JSON.stringify(BODY)],
	['by expression', '={{ $json.body }}'],
])('JSON, %s, goes out as it is', async (_name, referralJson) => {
	const { items, error } = await create({ inputMode: 'json', referralJson }, [{ body: BODY }]);

	expect(error).toBeUndefined();
	expect(bodies()).toEqual([BODY]);
	expect(items[0].json.name).toBe(BODY.name);
});

test.each([
	[{ country: 'USA' }, '"Country" must be a country as its two-letter code'],
	[{ country: '={{ $json.missing }}' }, '"Country" must be a country'],
	[{ name: '={{ "" }}' }, '"Name" must be a text with something in it'],
	[{ customerName: '={{ $json.missing }}' }, '"Customer Name" must be a text'],
	[{ inputMode: '={{ "json" }}' }, '"Input Mode" must be fields or json'],
	[{ inputMode: 'JSON' }, '"Input Mode" must be fields or json'],
	[{ dealType: '={{ "public" }}' }, '"Deal Type" must be one of coSell, partnerLed, private'],
	[{ solutions: {} }, '"Solutions" must be a list of at least one solution, each with its ID'],
	[
		{ solutions: { solution: [{ id: '', name: 'Kit' }] } },
		'"Solutions > Row 1 > Solution ID" must',
	],
	[{ solutions: { solution: [{ id: '' }] } }, '"Solutions > Row 1" must be a row with something'],
	[{ team: { member: [{ email: 'jane' }] } }, '"Team > Row 1 > Email" must be one email address'],
	[{ dealType: 'coSell' }, '"Customer Contacts" must be a list of at least one person'],
	[{ additionalFields: { dealValue: 5 } }, '"Currency" must be given with a deal value'],
	[{ additionalFields: { dealValue: 'much', currency: 'USD' } }, '"Deal Value" must be a number'],
	[{ additionalFields: { currency: 'EURO' } }, '"Currency" must be a currency code'],
	[
		{ additionalFields: { dealValue: 5, currency: 'zzz' } },
		'"Currency" must be a currency code of ISO 4217',
	],
	[
		{ additionalFields: { dealValue: '1234567890123456.5', currency: 'USD' } },
		'"Deal Value" must be a number of at most 15 digits',
	],
	[{ additionalFields: { city: '={{ $json.missing }}' } }, '"City" must be a text'],
	[{ additionalFields: { inviteNotes: 'Help' } }, '"Invite Notes" must be left out'],
	[
		{ dealType: 'partnerLed', additionalFields: { assistanceRequestCode: 'Unknown' } },
		'"Assistance Request" must be left out',
	],
])('refuses %j and sends nothing', async (wrong, message) => {
	const { error } = await create({ ...LEAST, ...wrong });

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(message);
	expect(error?.message).not.toMatch(/undefined|\[object/);
});

test.each([
	['{', '"Referral JSON" must be JSON that can be parsed'],
	['[]', '"Referral JSON" must be a JSON object'],
	['null', '"Referral JSON" must be a JSON object'],
	['={{ $json.missing }}', '"Referral JSON" must be a JSON object'],
	[{ ...BODY, type: 'Open' }, '"Referral JSON": type must be Independent or Shared'],
	[{ ...BODY, consent: null }, '"Referral JSON": consent must be an object'],
	[{ ...BODY, customerProfile: 'Contoso' }, '"Referral JSON": customerProfile.name must be'],
	[
		{ ...BODY, customerProfile: { name: 'x', address: { country: 'USA' } } },
		'"Referral JSON": customerProfile.address.country must be a country as its two-letter code',
	],
	[{ ...BODY, details: null }, '"Referral JSON": details.requirements.solutions must be'],
	[
		{ ...BODY, details: { ...BODY.details, dealValue: 5 } },
		'"Referral JSON": details.currency must be given with a deal value',
	],
	[
		{ ...BODY, inviteContext: { assistanceRequestCode: 'Unknown' } },
		'"Referral JSON": customerProfile.team must be a list of at least one person',
	],
])('refuses the JSON %j and sends nothing', async (given, message) => {
	const { error } = await create({
		inputMode: 'json',
		referralJson: typeof given === 'string' ? given : JSON.stringify(given),
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(message);
});

describe('is never created twice', () => {
	const UNKNOWN = /^No clear answer came, and whether the referral was created is unknown/;

	test.each([
		['the connection breaks after it was created', { connection: 'applied-then-reset' }],
		['the connection breaks', { connection: 'reset' }],
		['a gateway answers 502 after it was created', { applied: 502 }],
		['a 503 asks to come back', { status: 503, headers: { 'Retry-After': '0' } }],
		['something else answers in the service’s place', { status: 200, body: '<html>' }],
	] as const)(
		'%s: it is not sent again, and the message says how to look',
		async (_name, fault) => {
			partnerCenter.simulator.fault({ ...fault });

			const { error } = await create(LEAST);

			expect(partnerCenter.simulator.requests).toHaveLength(1);
			expect(error?.message).toMatch(UNKNOWN);
			expect(error?.description).toContain('Get Many finds it by its "External Reference ID"');
			expect(error?.description).not.toMatch(/Nothing was|the change/);
		},
	);

	test('not by n8n’s Retry On Fail either', async () => {
		partnerCenter.simulator.fault({ connection: 'applied-then-reset' });

		const { error } = await create(LEAST, [{}], {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});

		expect(partnerCenter.simulator.requests).toHaveLength(1);
		expect(error?.message).toMatch(UNKNOWN);
	});

	test('a 429 has not created it, so that it is sent again', async () => {
		partnerCenter.simulator.fault({ status: 429, headers: { 'Retry-After': '0' } });

		const { items, error } = await create(LEAST);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(partnerCenter.simulator.requests.map(({ status }) => status)).toEqual([429, 201]);
	});

	test('a refusal says that nothing was created', async () => {
		partnerCenter.simulator.fault({ status: 400, message: 'The solution is not published.' });

		const { error } = await create(LEAST);

		expect(error?.message).toMatch(/^Partner Center did not accept the new referral \(400/);
		expect(error?.description).toContain('The solution is not published.');
		expect(error?.description).toContain('Nothing was created.');
	});
});

test('a 201 without a body is a receipt', async () => {
	partnerCenter.simulator.fault({
		status: 201,
		body: '',
		headers: {
			ETag: '"1"',
			Location: 'https://api.partner.microsoft.com/v1.0/referrals/referral-1',
		},
	});

	const { items } = await create(LEAST);

	expect(items[0].json).toEqual({
		id: 'referral-1',
		success: true,
		requestId: expect.any(String) as string,
		eTag: '"1"',
	});
});

test('many items: each creates its own, in its place', async () => {
	const { items } = await create(
		{ ...LEAST, name: '={{ $json.name }}' },
		Array.from({ length: 20 }, (_, index) => ({ name: `Deal ${index}` })),
	);

	expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual(
		items.map((_, item) => [`Deal ${item}`, { item }]),
	);
	expect(partnerCenter.simulator.requests).toHaveLength(20);
});
