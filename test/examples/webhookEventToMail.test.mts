import { Examples } from './examples.mts';

const FILE = 'webhook-event-to-mail.json';

let examples: Examples;

beforeEach(async () => {
	examples = await Examples.start();
});
afterEach(() => examples.stop());

const event = (ResourceUri: string, ResourceName = 'referral') => ({
	EventName: `${ResourceName}-updated`,
	ResourceUri,
	ResourceName,
	AuditUri: null,
	ResourceChangeUtcDate: '2026-11-20T09:30:00.0000000+00:00',
});

const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com/engagements/v1/referrals';

test('an event about a referral becomes a mail that says which one and how it stands', async () => {
	const id = examples.partnerCenter.referral({ name: 'Fabrikam’s new data center' });

	await examples.run(FILE, event(`${PARTNER_CENTER}/${id}`));

	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			fromEmail: 'n8n@contoso.com',
			toEmail: 'sales@contoso.com',
			subject: 'Fabrikam’s new data center: New, Pending',
			emailFormat: 'text',
			text: [
				'referral-updated',
				'',
				'Fabrikam’s new data center',
				'Customer: Contoso',
				'Status: New, Pending',
				'Deal value: 5000 USD',
				'Closing date: not given',
				`Referral: ${id}`,
			].join('\n'),
		}),
	]);
});

test('of the event’s address only the ID is used, whatever its host', async () => {
	const id = examples.partnerCenter.referral();

	await examples.run(FILE, event(`${examples.edge.url}/engagements/v1/referrals/${id}`));

	const { requests } = examples.partnerCenter.simulator;
	expect(requests.map(({ method, path }) => [method, path])).toEqual([
		['GET', `/v1.0/engagements/referrals/${id}`],
	]);
	expect(examples.edge.received('mail')).toHaveLength(1);
});

test('an event about something else ends without a request and without a mail', async () => {
	await examples.run(FILE, event(`${PARTNER_CENTER}/1`, 'test'));

	expect(examples.partnerCenter.simulator.requests).toEqual([]);
	expect(examples.edge.received('mail')).toEqual([]);
});

test('a referral that can’t be read becomes a mail to operations that says why', async () => {
	await examples.run(FILE, event(`${PARTNER_CENTER}/00000000-0000-4000-8000-000000000000`));

	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'operations@contoso.com',
			subject: 'Partner Center event that could not be read: referral-updated',
			text: expect.stringMatching(
				new RegExp(`${PARTNER_CENTER}/0.*\\(404.*Request ID: `, 's'),
			) as string,
		}),
	]);
});

test('an event without an address becomes a mail to operations, without a request', async () => {
	await examples.run(FILE, { EventName: 'referral-created', ResourceName: 'referral' });

	expect(examples.partnerCenter.simulator.requests).toEqual([]);
	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'operations@contoso.com',
			text: expect.stringContaining('"Referral" must be') as string,
		}),
	]);
});
