import { Examples } from './examples.mts';

const FILE = 'crm-won-to-partner-center.json';

let examples: Examples;

beforeEach(async () => {
	examples = await Examples.start();
});
afterEach(() => examples.stop());

const accepted = { status: 'Active', substatus: 'Accepted' };

test('a deal that is won in the CRM is closed as won, and sales gets a mail', async () => {
	const referralId = examples.partnerCenter.referral(accepted);

	await examples.run(FILE, { dealId: 'OPP-1001', referralId, outcome: 'won' });

	expect(examples.partnerCenter.simulator.referral(referralId)).toMatchObject({
		status: 'Closed',
		substatus: 'Won',
	});
	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'sales@contoso.com',
			subject: 'Won: Contoso moves to Azure',
			text: `Contoso moves to Azure (Contoso) is closed as won in Partner Center, at 5000 USD.\n\nDeal in the CRM: OPP-1001\nReferral: ${referralId}`,
		}),
	]);
});

test('the case of the outcome does not matter, and the referral may be a link', async () => {
	const referralId = examples.partnerCenter.referral(accepted);

	await examples.run(FILE, {
		dealId: 'OPP-1002',
		referralId: `https://api.partner.microsoft.com/v1.0/engagements/referrals/${referralId}`,
		outcome: 'Won',
	});

	expect(examples.partnerCenter.simulator.referral(referralId).substatus).toBe('Won');
});

test('a deal that is lost in the CRM changes nothing', async () => {
	const referralId = examples.partnerCenter.referral(accepted);

	await examples.run(FILE, { dealId: 'OPP-1003', referralId, outcome: 'lost' });

	expect(examples.partnerCenter.simulator.requests).toEqual([]);
	expect(examples.edge.received('mail')).toEqual([]);
});

test('what Partner Center refuses goes to operations, with the deal, the referral and the reason', async () => {
	const referralId = examples.partnerCenter.referral({ status: 'Closed', substatus: 'Lost' });

	await examples.run(FILE, { dealId: 'OPP-1004', referralId, outcome: 'won' });

	expect(examples.partnerCenter.simulator.referral(referralId).substatus).toBe('Lost');
	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'operations@contoso.com',
			subject: 'Not closed in Partner Center: OPP-1004',
			text: expect.stringMatching(
				new RegExp(`OPP-1004 is won, but referral ${referralId} .*\\(400`, 's'),
			) as string,
		}),
	]);
});

test('a deal without a referral goes to operations, and nothing is sent', async () => {
	await examples.run(FILE, { dealId: 'OPP-1005', outcome: 'won' });

	expect(examples.partnerCenter.simulator.requests).toEqual([]);
	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'operations@contoso.com',
			text: expect.stringContaining('"Referral" must be') as string,
		}),
	]);
});

test('of several deals each goes its own way', async () => {
	const [won, closed] = [
		examples.partnerCenter.referral({ ...accepted, name: 'Won at last' }),
		examples.partnerCenter.referral({ status: 'Closed', substatus: 'Declined' }),
	];

	await examples.run(
		FILE,
		{ dealId: 'OPP-1006', referralId: closed, outcome: 'won' },
		{ dealId: 'OPP-1007', referralId: won, outcome: 'won' },
	);

	const mails = examples.edge.received('mail');
	expect(mails.map(({ toEmail, subject }) => [toEmail, subject])).toEqual([
		['sales@contoso.com', 'Won: Won at last'],
		['operations@contoso.com', 'Not closed in Partner Center: OPP-1006'],
	]);
	expect(mails[0].text).toContain('Deal in the CRM: OPP-1007');
});
