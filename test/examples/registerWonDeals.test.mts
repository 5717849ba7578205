import type { IDataObject } from 'n8n-workflow';

import { describeExample } from './describeExample.mts';

const FILE = 'register-won-deals.json';

describeExample(FILE, (examples) => {
	const MICROSOFT = { target: [{ type: 'BusinessProfileLocation', id: 'msft' }] };
	const ENGAGEMENT = { engagementId: '5d1f0c2e-8f7e-4c55-9a35-6f0a6f1d7c11' };

	/** A won deal of the engagement. @returns its ID */
	const won = (more: IDataObject = {}) =>
		examples().partnerCenter.referral({
			...ENGAGEMENT,
			status: 'Closed',
			substatus: 'Won',
			direction: 'Outgoing',
			details: {
				dealValue: 25000,
				currency: 'USD',
				requirements: { solutions: [{ id: 'SOL 1&2', name: 'Migration Kit' }, { id: 'SOL-3' }] },
			},
			target: [{ type: 'SolutionProfile', id: 'SOL 1&2' }],
			...more,
		});
	const microsofts = (more: IDataObject = {}) =>
		examples().partnerCenter.referral({ ...ENGAGEMENT, ...MICROSOFT, ...more });

	const emails = () => examples().edge.received('mail') as Record<string, string>[];
	const registrations = (id: string) =>
		examples().partnerCenter.simulator.referral(id).registrations;

	describe('when a deal was won', () => {
		const winning = (id: string) =>
			examples().fire('Deal won', FILE, { id, name: 'Contoso moves to Azure' });

		test('sales is asked to register it, with a link to a form that has its facts', async () => {
			const id = won();
			microsofts();

			await winning(id);

			expect(emails()).toEqual([
				expect.objectContaining({
					toEmail: 'sales@contoso.com',
					subject: 'Won: Contoso moves to Azure. Please register the deal',
					text: expect.stringContaining(
						'Solutions: Migration Kit (SOL 1&2), SOL-3\n\nEnter the contract in this form:\nhttps://n8n.contoso.com/form/register-a-won-deal' +
							`?referral=${id}&solution=SOL%201%262&value=25000&currency=USD\n`,
					) as string,
				}),
			]);
		});

		test.each<[string, () => string]>([
			['is not shared with Microsoft', () => won()],
			[
				'is shared with another partner only',
				() => {
					examples().partnerCenter.referral(ENGAGEMENT);
					return won();
				},
			],
			[
				'is registered already',
				() => {
					microsofts();
					return won({ registrations: [{ id: 'REG-1' }] });
				},
			],
			[
				'is Microsoft’s own referral',
				() => {
					won();
					return won(MICROSOFT);
				},
			],
		])('no one is asked about a deal that %s', async (_, deal) => {
			await winning(deal());

			expect(emails()).toEqual([]);
		});

		test('if the deal can’t be read, operations is told which one, and what to do', async () => {
			await winning('no-such-referral');

			expect(emails()).toEqual([
				expect.objectContaining({
					toEmail: 'operations@contoso.com',
					subject: 'Won deal that could not be read: Contoso moves to Azure',
					text: expect.stringMatching(
						/\(404[^]*What to do:[^]*Referral: no-such-referral$/,
					) as string,
				}),
			]);
		});

		test('run by hand, it looks at the deal that was won last', async () => {
			won({ updatedDateTime: '2026-01-01T00:00:00Z', name: 'Older' });
			won({ updatedDateTime: '2026-02-01T00:00:00Z', name: 'Newer' });
			microsofts({ updatedDateTime: '2026-03-01T00:00:00Z' });

			await examples().run(FILE);

			expect(emails().map(({ subject }) => subject)).toEqual([
				'Won: Newer. Please register the deal',
			]);
		});
	});

	describe('when the form is sent', () => {
		const send = (referral: string, more: IDataObject = {}) =>
			examples().fire('Register a won deal', FILE, {
				Referral: referral,
				'Solution ID': 'SOL-CONTOSO-1',
				'Contract value': 25000,
				Currency: 'USD',
				'Signed on': '2026-11-02',
				'Starts on': '2026-11-15',
				'Ends on': '2027-11-14',
				'Pricing model': 'Pay as You Go',
				'Whose Azure subscription does the solution run in?': 'Customer',
				...more,
			});
		const pages = () => examples().edge.received('form');

		test('the deal is registered once, and the last page has the ID of the registration', async () => {
			const id = won();

			await send(id);

			expect(registrations(id)).toMatchObject([
				{
					type: 'AzureIPCoSell',
					contract: {
						value: 25000,
						currency: 'USD',
						term: 'Finite',
						signDateTime: '2026-11-02T00:00:00.000Z',
						startDateTime: '2026-11-15T00:00:00.000Z',
						endDateTime: '2027-11-14T00:00:00.000Z',
					},
					solutionDetails: [
						{
							id: 'SOL-CONTOSO-1',
							value: 25000,
							currency: 'USD',
							isDeployedOnAzure: true,
							marketplaceTransactionDetails: {
								isMarketplaceTransacted: false,
								marketplaceTransactionDateTime: null,
							},
							pricingModel: 'PayAsYouGo',
							primaryDeploymentOn: 'Customer',
						},
					],
				},
			]);
			expect(pages()).toEqual([
				expect.objectContaining({
					completionTitle: 'Registered',
					completionMessage: `Contoso moves to Azure is registered. The ID of the registration is ${registrations(id)[0].id}.`,
				}),
			]);
		});

		test('a sale in the marketplace is registered with its date', async () => {
			const id = won();

			await send(id, { 'Sold in the marketplace on (leave empty if it was not)': '2026-11-10' });

			expect(registrations(id)).toMatchObject([
				{
					solutionDetails: [
						{
							marketplaceTransactionDetails: {
								isMarketplaceTransacted: true,
								marketplaceTransactionDateTime: '2026-11-10T00:00:00.000Z',
							},
						},
					],
				},
			]);
		});

		test('a deal that is registered already is not registered again', async () => {
			const id = won();

			await send(id);
			await send(`https://partner.microsoft.com/dashboard/referrals/${id}`);

			expect(registrations(id)).toHaveLength(1);
			expect(pages()[1]).toMatchObject({
				completionTitle: 'Not registered',
				completionMessage: expect.stringContaining(
					'Contoso moves to Azure has a registration already, so nothing was sent.',
				) as string,
			});
		});

		test('a registration that another user adds after the referral was read is not followed by a second one', async () => {
			const id = won();
			const { simulator } = examples().partnerCenter;
			const theirs = { id: 'REG-1' } as ReturnType<typeof registrations>[number];
			simulator.fault({
				when: ({ method }) => {
					if (method === 'PATCH' && registrations(id).length === 0) {
						simulator.touch(id, (referral) => {
							referral.registrations = [theirs];
						});
					}
					return false;
				},
				until: Promise.resolve(),
			});

			await send(id);

			expect(registrations(id)).toMatchObject([theirs]);
			expect(pages()).toEqual([
				expect.objectContaining({
					completionTitle: 'Not registered',
					completionMessage: expect.stringContaining('(412') as string,
				}),
			]);
		});

		test.each([
			[
				'a contract that ends before it starts',
				{ 'Ends on': '2026-11-14' },
				'"Start Date" must not',
			],
			['a currency that is none', { Currency: 'dollars' }, '"Currency" must be'],
		])('%s is said on the last page, and nothing is sent', async (_, more, reason) => {
			const id = won();

			await send(id, more);

			expect(examples().partnerCenter.simulator.patches).toEqual([]);
			expect(pages()).toEqual([
				expect.objectContaining({
					completionTitle: 'Not registered',
					completionMessage: expect.stringContaining(reason) as string,
				}),
			]);
		});
	});
});
