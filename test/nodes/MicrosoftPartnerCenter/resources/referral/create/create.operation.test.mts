import { bodies, BODY, create, LEAST, partnerCenter, startPartnerCenter } from './createRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

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

test('a partner-led deal is visible to Microsoft’s sellers, and asks for no help', async () => {
	await create({ ...LEAST, dealType: 'partnerLed', consentToShare: true });

	expect(bodies()).toMatchObject([
		{ type: 'Independent', consent: { consentToShareReferralWithMicrosoftSellers: true } },
	]);
	expect(bodies()[0]).not.toHaveProperty('inviteContext');
});

test('everything that can be said in fields', async () => {
	const { error } = await create({
		...LEAST,
		dealType: 'coSell',
		consentToShare: true,
		consentToContact: '={{ "True" }}',
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
			currency: 'usd',
			customerSize: '1to9employees',
			dealValue: '10000.50',
			duns: '15-048-3782',
			engagementId: '65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
			externalReferenceId: 'OPP-7',
			inviteNotes: 'A quote, please.',
			microsoftAccountId: '1-ABC123',
			mpnId: 1234567,
			notes: 'From the fair.',
			postalCode: '98101',
			purchaseIntent: 'Have Not Decided',
			qualification: 'MarketingQualified',
			referralProgram: 'program',
			salesStage: '20',
			state: 'WA',
		},
	});

	expect(error).toBeUndefined();
	const [own, microsofts] = bodies().filter((body) => body);
	expect(microsofts).toMatchObject({
		inviteContext: { assistanceRequestCode: 'QuotesOrLicensing', notes: 'A quote, please.' },
	});
	expect([own]).toEqual([
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
				ids: [
					{ profileType: 'Duns', id: '150483782' },
					{ profileType: 'External', id: '1-ABC123' },
				],
			},
			mpnId: '1234567',
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
					additionalRequirements: {
						attributes: [{ type: 'CustomerMarketplaceIntent', id: 'HaveNotDecided' }],
					},
				},
			},
			team: [{ email: 'jane@fabrikam.com', title: 'Account Manager' }],
			target: [
				{ type: 'SolutionProfile', id: 'SOL-1' },
				{ type: 'SolutionProfile', id: 'SOL-2' },
			],
		},
	]);
});

test.each([
	['typed', JSON.stringify(BODY)],
	['by expression', '={{ $json.body }}'],
])('JSON, %s, goes out as it is', async (_name, referralJson) => {
	const { items, error } = await create({ inputMode: 'json', referralJson }, [{ body: BODY }]);

	expect(error).toBeUndefined();
	expect(bodies()).toEqual([BODY]);
	expect(items[0].json.name).toBe(BODY.name);
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
