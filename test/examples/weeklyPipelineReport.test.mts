import { describeExample } from './describeExample.mts';

const FILE = 'weekly-pipeline-report.json';

describeExample(FILE, (examples) => {
	const emails = () => examples().edge.received('mail') as { [field: string]: string }[];

	/** The cells of each table, row by row. */
	function tables(): string[][][] {
		const [{ html }] = emails();
		return [...html.matchAll(/<table[^>]*>([^]*?)<\/table>/g)].map(([, rows]) =>
			[...rows.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
				[...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell),
			),
		);
	}

	const active = { status: 'Active', substatus: 'Accepted' };

	test('one email has the totals by status and currency, and lists what is open', async () => {
		const value = (dealValue: number | undefined, currency: string, day?: string) => ({
			details: { dealValue, currency, closingDateTime: day && `${day}T00:00:00Z` },
		});
		examples().partnerCenter.referral({ name: 'New one', ...value(1000.1, 'USD', '2026-12-31') });
		examples().partnerCenter.referral({ name: 'No value', ...value(undefined, 'USD') });
		examples().partnerCenter.referral({
			...active,
			name: 'A',
			...value(1_250_000, 'EUR', '2026-11-30'),
		});
		examples().partnerCenter.referral({ ...active, name: 'B', ...value(0.2, 'USD', '2027-01-15') });
		examples().partnerCenter.referral({ ...active, name: 'C', ...value(0.1, 'USD', '2027-01-16') });
		examples().partnerCenter.referral({ status: 'Closed', substatus: 'Won', name: 'Won already' });

		await examples().run(FILE, {});

		expect(emails()).toEqual([
			expect.objectContaining({
				toEmail: 'sales@contoso.com',
				subject: expect.stringMatching(/^Pipeline on \d{4}-\d\d-\d\d: 5 open referrals$/) as string,
			}),
		]);
		expect(tables()).toEqual([
			[
				['Status', 'Referrals', 'Value'],
				['Active: Accepted', '1', '1,250,000 EUR'],
				['New: Pending', '2', '1,000.10 USD'],
				['Active: Accepted', '2', '0.30 USD'],
			],
			[
				['Closing date', 'Name', 'Customer', 'Status', 'Value'],
				['2026-11-30', 'A', 'Contoso', 'Active: Accepted', '1,250,000 EUR'],
				['2026-12-31', 'New one', 'Contoso', 'New: Pending', '1,000.10 USD'],
				['2027-01-15', 'B', 'Contoso', 'Active: Accepted', '0.20 USD'],
				['2027-01-16', 'C', 'Contoso', 'Active: Accepted', '0.10 USD'],
				['not given', 'No value', 'Contoso', 'New: Pending', 'not given'],
			],
		]);
	});

	test('names are shown as text, whatever characters they contain', async () => {
		examples().partnerCenter.referral({ name: `<img src="x" onerror='alert(1)'> & Co` });

		await examples().run(FILE, {});

		expect(tables()[1][1][1]).toBe(
			'&#60;img src=&#34;x&#34; onerror=&#39;alert(1)&#39;&#62; &#38; Co',
		);
	});

	test('a referral without currency is counted by itself', async () => {
		examples().partnerCenter.referral({ details: { dealValue: 10 } });
		examples().partnerCenter.referral({ details: { dealValue: 20, currency: 'USD' } });

		await examples().run(FILE, {});

		expect(tables()[0].slice(1)).toEqual([
			['New: Pending', '1', '20 USD'],
			['New: Pending', '1', '10 (no currency)'],
		]);
	});

	test('an empty pipeline is reported, too', async () => {
		examples().partnerCenter.referral({ status: 'Closed', substatus: 'Lost' });

		await examples().run(FILE, {});

		expect(emails()).toEqual([
			expect.objectContaining({
				subject: expect.stringMatching(/: 0 open referrals$/) as string,
				html: '<p>No referral is new or active.</p>',
			}),
		]);
	});

	test('more than one page of referrals makes one email, after one reading of each page', async () => {
		for (let number = 0; number < 150; number++) examples().partnerCenter.referral(active);

		await examples().run(FILE, {});

		expect(tables()[0][1]).toEqual(['Active: Accepted', '150', '750,000 USD']);
		expect(emails()).toHaveLength(1);
		expect(examples().partnerCenter.simulator.requests).toHaveLength(3);
	});

	test.each([
		['first', 0],
		['second', 1],
	])(
		'if the %s list can’t be read, operations is told what to do, and no report is sent',
		async (_, after) => {
			examples().partnerCenter.referral();
			examples().partnerCenter.referral(active);
			examples().partnerCenter.simulator.fault({ status: 403, times: Infinity, skip: after });

			await examples().run(FILE, {});

			expect(emails()).toEqual([
				expect.objectContaining({
					toEmail: 'operations@contoso.com',
					subject: 'Weekly pipeline report could not be sent',
					text: expect.stringMatching(/\(403.*What to do:/s) as string,
				}),
			]);
		},
	);
});
