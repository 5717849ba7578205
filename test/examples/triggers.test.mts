import { WebhookListener } from '../engine/triggers.mts';
import { Examples, read } from './examples.mts';

let examples: Examples;

beforeEach(async () => {
	examples = await Examples.start();
});
afterEach(() => examples.stop());

test('status-changes-to-mail.json, run by hand, becomes a mail about the newest referral', async () => {
	examples.partnerCenter.referral({ name: 'Old', updatedDateTime: '2026-01-01T00:00:00Z' });
	examples.partnerCenter.referral({ name: 'New', updatedDateTime: '2026-02-01T00:00:00Z' });
	examples.partnerCenter.referral({
		name: 'Not from Microsoft',
		direction: 'Outgoing',
		updatedDateTime: '2026-03-01T00:00:00Z',
	});

	await examples.run('status-changes-to-mail.json');

	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({ toEmail: 'sales@contoso.com', subject: 'New: New, Pending' }),
	]);
});

test('signed-event-to-mail.json: an event that Partner Center has signed becomes a mail', async () => {
	const file = 'signed-event-to-mail.json';
	const { engine, credential, simulator } = examples.partnerCenter;
	const id = examples.partnerCenter.referral({ name: 'Fabrikam’s new data center' });
	const sender = await simulator.eventSender();
	const listener = new WebhookListener(engine, credential, {
		...read(file).nodes[0].parameters,
		options: { trustAnchor: sender.trustAnchor },
	});

	const { items } = await listener.receive(
		sender.signed(id, { ResourceChangeUtcDate: '2026-05-01T12:00:00Z' }),
	);
	await examples.run(file, items[0].json);

	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			subject: 'referral-updated: Fabrikam’s new data center',
			text: expect.stringContaining('Changed: 2026-05-01T12:00:00Z') as string,
		}),
	]);
});
