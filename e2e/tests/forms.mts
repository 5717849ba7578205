import { deepEqual, equal, match } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { openBrowser, openPage } from '../editor/browser.mts';
import { FormPage } from '../editor/formPage.mts';
import { FORM_USER, type Stage } from '../server/stage.mts';
import { shareWonDeal } from '../server/wonDeal.mts';
import { steps } from './steps.mts';

/** A referral of the simulator that can be worked on. */
const RESIDENCES = '7a90b2d4-15c6-4ef3-8b27-d6e5f4039c12';

/** The examples that a person uses by a form in a browser. */
export async function forms(t: TestContext, stage: Stage): Promise<void> {
	const { n8n, rest, simulator, mails } = stage;
	const page = await openPage(await openBrowser(t), FORM_USER);
	const step = steps(t, page);

	/** Publishes an example. @returns its form */
	async function publish(file: string): Promise<FormPage> {
		const workflow = await stage.example(file);
		await rest.publish(await rest.createWorkflow(workflow));
		const { webhookId } = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')!;
		return new FormPage(page, `${n8n.url}/form/${webhookId!}`);
	}

	await step(
		'add-team-member-form.json: the form adds a colleague, and its last page says so',
		async () => {
			const form = await publish('add-team-member-form.json');
			await form.open('Add a team member');
			const done = await form.send(
				{ Referral: RESIDENCES, Email: 'rowan@contoso.com', 'First name': 'Rowan' },
				'Done',
			);
			await form.open('Add a team member');
			const refused = await form.send(
				{ Referral: 'no-such-id', Email: 'rowan@contoso.com' },
				'Not added',
			);

			match(done, /rowan@contoso.com is on the team of Private deal with Fabrikam Residences/);
			deepEqual(simulator.referral(RESIDENCES).team.at(-1), {
				email: 'rowan@contoso.com',
				firstName: 'Rowan',
			});
			match(refused, /\(404 /);
		},
	);

	await step('co-sell-deal-form.json: the form creates both referrals, once', async () => {
		const form = await publish('co-sell-deal-form.json');
		const before = simulator.referrals().length;
		const send = async (value: string) => {
			await form.open('Enter a co-sell deal');
			return await form.send({ ...DEAL, 'Deal value': value }, 'Shared', [CONSENT]);
		};
		await send('25000');
		const done = await send('30000');

		const [own] = simulator
			.referrals()
			.filter(({ externalReferenceId }) => externalReferenceId === NUMBER);
		const [microsofts] = simulator
			.referrals()
			.filter(({ id, engagementId }) => id !== own.id && engagementId === own.engagementId);
		equal(simulator.referrals().length, before + 2);
		deepEqual(
			[own.details.dealValue, own.consent.consentToContact, microsofts.target[0].id],
			[30000, false, 'msft'],
		);
		match(done, new RegExp(`Your referral: ${own.id}\\s+Microsoft's referral: ${microsofts.id}`));
	});

	await step(
		'register-won-deals.json: the link in the email opens the form, which registers the deal',
		async () => {
			const id = shareWonDeal(simulator);
			await publish('register-won-deals.json');
			const workflow = await stage.importExample('register-won-deals.json');
			const { status } = await rest.runByHand(workflow, 'Deal won', 'Ask sales to register it');

			equal(status, 'success');
			const { text } = await mails.arrived('Won: Fabrikam Retail chose Contoso');
			const [link] = /http\S+/.exec(text)!;
			const form = new FormPage(page, link);
			await form.open('Register a won deal');
			const done = await form.send(CONTRACT, 'Registered', ['Other', 'Customer']);

			const { registrations } = simulator.referral(id);
			deepEqual(
				registrations.map(({ contract, solutionDetails: [sold] }) => [
					contract.value,
					contract.currency,
					sold.id,
					sold.pricingModel,
				]),
				[[180000, 'CAD', 'SOL-CONTOSO-1', 'Other']],
			);
			match(
				done,
				new RegExp(`Fabrikam Retail chose Contoso is registered.*${registrations[0].id}`),
			);

			await form.open('Register a won deal');
			const again = await form.send(CONTRACT, 'Not registered', ['Other', 'Customer']);
			match(again, /has a registration already/);
			equal(simulator.referral(id).registrations.length, 1);
		},
	);
}

const CONSENT = "The customer agrees that Microsoft's sellers see this deal";

const NUMBER = 'OPP-1002';

const DEAL = {
	'Number of the deal in your CRM': NUMBER,
	'Name of the deal': 'Data warehouse for Fabrikam',
	Customer: 'Fabrikam Inc',
	Country: 'United States',
	'Solution ID': 'SOL-CONTOSO-1',
	Currency: 'USD',
	'Closing date': '2027-12-31',
	"First name of the customer's contact": 'Jane',
	"Last name of the customer's contact": 'Doe',
	"Email of the customer's contact": 'jane.doe@fabrikam.com',
	"Phone number of the customer's contact": '0000000001',
};

/** What the link doesn't know. */
const CONTRACT = { 'Signed on': '2026-11-02', 'Starts on': '2026-11-15', 'Ends on': '2027-11-14' };
