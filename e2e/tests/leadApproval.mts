import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { openBrowser, openPage } from '../editor/browser.mts';
import type { Mail } from '../parties/mailSink.mts';
import { until } from '../machine/waiting.mts';
import { EVERY_FIVE_SECONDS } from '../server/pollTimes.mts';
import type { Stage } from '../server/stage.mts';
import { steps } from './steps.mts';

const FILE = 'co-sell-lead-approval.json';

/** New leads, which a person accepts or declines by the buttons of an email. */
export async function leadApproval(t: TestContext, stage: Stage): Promise<void> {
	const { rest, simulator, mails } = stage;
	const page = await openPage(await openBrowser(t));
	const step = steps(t, page);
	let workflow = '';

	/** Lets a lead arrive. @returns its ID */
	function arrive(name: string): string {
		const incoming = simulator.referrals().find(({ direction }) => direction === 'Incoming')!;
		const now = new Date().toISOString();
		const [id, engagementId] = [crypto.randomUUID(), crypto.randomUUID()];
		const times = { createdDateTime: now, updatedDateTime: now };
		const pending = { status: 'New', substatus: 'Pending' } as const;
		simulator.put({ ...incoming, id, engagementId, name, ...times, ...pending });
		return id;
	}

	const states = (...ids: string[]) => ids.map((id) => simulator.referral(id).substatus);
	const changes = (...ids: string[]) =>
		ids.map((id) => simulator.patches.filter(({ referralId }) => referralId === id).length);

	/** Follows the link of a button, as the person's browser does. */
	async function press(address: string, answer: RegExp): Promise<void> {
		await page.goto(address, { waitUntil: 'commit' });
		await page.getByText(answer).first().waitFor();
	}

	await step(`${FILE}: two leads that arrive together are asked about in two emails`, async () => {
		const example = await stage.example(FILE);
		example.nodes[0].parameters.pollTimes = EVERY_FIVE_SECONDS;
		workflow = await rest.createWorkflow(example);
		simulator.reset();
		await rest.publish(workflow);
		await until('the first poll', () => simulator.requests.length > 0);
		const [accepted, declined] = [arrive('Contoso’s <data> center'), arrive('Fabrikam & sons')];
		const contoso = await mails.arrived('Accept or decline: Contoso’s');
		const fabrikam = await mails.arrived('Accept or decline: Fabrikam');

		equal(mails.mails.length, 0);
		match(contoso.text, /Name: Contoso’s <data> center\s+Customer: Example School/);
		deepEqual(states(accepted, declined), ['Pending', 'Pending']);

		await press(button(contoso, 'Accept'), DONE);
		const done = await mails.arrived('Contoso’s');
		await press(button(fabrikam, 'Decline'), DONE);
		const over = await mails.arrived('Fabrikam');

		equal(done.subject, 'Contoso’s <data> center: Active, Accepted');
		equal(over.subject, 'Fabrikam & sons: Closed, Declined');
		deepEqual(states(accepted, declined), ['Accepted', 'Declined']);

		for (const question of [contoso, fabrikam]) {
			for (const label of ['Accept', 'Decline']) await press(button(question, label), TOO_LATE);
		}
		deepEqual(changes(accepted, declined), [1, 1]);
		await rest.unpublish(workflow);
	});

	await step(`${FILE}: a question without an answer is asked again`, async () => {
		const example = await stage.example(FILE);
		const ask = example.nodes.find(({ name }) => name === 'Ask sales')!;
		// Only the first question is to remain without an answer.
		const resumeAmount = '={{ $runIndex === 0 ? 0.02 : 60 }}';
		const values = { limitType: 'afterTimeInterval', resumeAmount, resumeUnit: 'minutes' };
		Object.assign(ask.parameters, { options: { limitWaitTime: { values } } });
		const id = arrive('Northwind’s network');
		const patient = await rest.createWorkflow(example);
		await rest.runByHand(patient, 'New lead', 'Ask about the lead');
		await mails.arrived('Accept or decline: Northwind’s');
		const reminder = await until(
			'a reminder',
			() => mails.mails.find(({ subject }) => subject.startsWith('Still to be answered')),
			{ patience: 150_000 },
		);
		await press(button(reminder, 'Accept'), DONE);

		await mails.arrived('Northwind’s network: Active, Accepted');
		deepEqual([states(id), changes(id)], [['Accepted'], [1]]);
	});
}

/** What n8n's page says after an answer, and after one that comes too late. */
const DONE = /Got it, thanks/;
const TOO_LATE = /No action required/;

/** Where a button of the email leads. */
function button({ html }: Mail, label: string): string {
	const link = [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].find(
		([, , text]) => text === label,
	);
	ok(link, html);
	return link[1].replaceAll('&amp;', '&');
}
