import type { IDataObject } from 'n8n-workflow';

import { describeExample } from './describeExample.mts';

const FILE = 'co-sell-deal-form.json';

describeExample(FILE, (examples) => {
	const filledIn = (more: IDataObject = {}): IDataObject => ({
		'Number of the deal in your CRM': 'OPP-1002',
		'Name of the deal': 'Data warehouse for Fabrikam',
		Customer: 'Fabrikam Inc',
		Country: 'United States',
		'Solution ID': 'SOL-CONTOSO-1',
		'Deal value': 25000,
		Currency: 'USD',
		'Closing date': '2026-12-31',
		"First name of the customer's contact": 'Jane',
		"Last name of the customer's contact": 'Doe',
		"Email of the customer's contact": 'jane.doe@fabrikam.com',
		"Phone number of the customer's contact": '0000000001',
		'What should Microsoft help with?': 'A workshop about costs',
		'Consent to share': ["The customer agrees that Microsoft's sellers see this deal"],
		'Consent to contact': null,
		...more,
	});

	const simulator = () => examples().partnerCenter.simulator;
	const isMicrosofts = ({ target }: { target?: { id: string }[] }) =>
		(target ?? []).some(({ id }) => id === 'msft');
	const isMicrosoftsPost = ({ method, body }: { method: string; body?: unknown }) =>
		method === 'POST' && isMicrosofts(body as object);
	const creations = () => simulator().requests.filter(({ method }) => method === 'POST');

	/** The last page of the form that was sent last. */
	const page = () =>
		examples().edge.received('form').at(-1) as {
			completionTitle: string;
			completionMessage: string;
		};

	test('a deal becomes two referrals of one engagement, and the last page has both IDs', async () => {
		await examples().run(FILE, filledIn());

		const [own, microsofts] = [...simulator().referrals()].sort(
			(a, b) => Number(isMicrosofts(a)) - Number(isMicrosofts(b)),
		);
		expect(own).toMatchObject({
			externalReferenceId: 'OPP-1002',
			name: 'Data warehouse for Fabrikam',
			type: 'Shared',
			customerProfile: {
				name: 'Fabrikam Inc',
				address: { country: 'US' },
				team: [
					{
						firstName: 'Jane',
						lastName: 'Doe',
						email: 'jane.doe@fabrikam.com',
						phoneNumber: '0000000001',
					},
				],
			},
			consent: {
				consentToToShareInfoWithOthers: true,
				consentToContact: false,
				consentToShareReferralWithMicrosoftSellers: true,
			},
			details: { dealValue: 25000, currency: 'USD', closingDateTime: '2026-12-31T00:00:00.000Z' },
			target: [{ type: 'SolutionProfile', id: 'SOL-CONTOSO-1' }],
		});
		expect(microsofts).toMatchObject({
			engagementId: own.engagementId,
			inviteContext: {
				assistanceRequestCode: 'GeneralOrOther',
				notes: 'A workshop about costs',
			},
			target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
		});
		expect(creations()).toHaveLength(2);
		expect(page()).toMatchObject({
			completionTitle: 'Shared',
			completionMessage: `Data warehouse for Fabrikam is shared with Microsoft.\n\nYour referral: ${own.id}\nMicrosoft's referral: ${microsofts.id}`,
		});
	});

	test('optional fields may be empty', async () => {
		await examples().run(FILE, filledIn({ 'What should Microsoft help with?': '' }));

		expect(page().completionTitle).toBe('Shared');
		expect(simulator().referrals().find(isMicrosofts)!.inviteContext).not.toHaveProperty('notes');
	});

	test('the same form sent twice changes the deal instead of creating another one', async () => {
		await examples().run(FILE, filledIn());
		await examples().run(FILE, filledIn({ 'Deal value': 30000 }));

		expect(creations()).toHaveLength(2);
		expect(simulator().patches.map(({ body }) => body)).toEqual([
			[{ op: 'replace', path: '/details/dealValue', value: '30000' }],
		]);
		expect(page().completionTitle).toBe('Shared');
	});

	test('if only the first referral was created, the last page says so, and the form finishes it when it is sent again', async () => {
		simulator().fault({ when: isMicrosoftsPost, status: 403 });

		await examples().run(FILE, filledIn());

		const [own] = simulator().referrals();
		expect(page()).toMatchObject({
			completionTitle: 'Not shared yet',
			completionMessage: expect.stringMatching(
				new RegExp(`${own.id}[^]*You can submit the form again with the same number`),
			) as string,
		});

		await examples().run(FILE, filledIn());

		expect(simulator().referrals()).toHaveLength(2);
		expect(page()).toMatchObject({
			completionTitle: 'Shared',
			completionMessage: expect.stringContaining(`Your referral: ${own.id}`) as string,
		});
	});

	test.each([
		['no consent', { 'Consent to share': null }, '"Consent to Share" must be on'],
		['a country that is none', { Country: 'Atlantis' }, 'Country (When Created)" must be'],
		['a currency that is none', { Currency: 'dollars' }, 'Currency" must be'],
	])('with %s, nothing is sent, and the last page says why', async (_, more, reason) => {
		await examples().run(FILE, filledIn(more));

		expect(creations()).toEqual([]);
		expect(page()).toMatchObject({
			completionTitle: 'Not shared yet',
			completionMessage: expect.stringContaining(reason) as string,
		});
	});
});
