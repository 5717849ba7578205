import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { installModules } from './install/modules.mts';
import { leave, leaveWhenTold } from './machine/leaving.mts';
import { CHECKOUT } from './machine/places.mts';

/** n8n's own port, as people know it. */
const PORT = 5678;

/** What each CRM begins with. */
const DEALS = [
	{ name: 'Contoso moves to Azure', amount: 25_000 },
	{ name: 'Fabrikam’s network', customer: 'Fabrikam', amount: 8_000 },
	{ name: 'Backup for Northwind', customer: 'Northwind Traders', state: 'won' as const },
];

/** Gives a person an n8n to try this package in, with all that its examples need, until Ctrl+C. */
async function run(): Promise<void> {
	await installModules();
	const { Stage, FORM_USER } = await import('./server/stage.mts');
	const { ChatModel } = await import('./parties/chatModel.mts');
	const { Crms } = await import('./parties/crms.mts');
	const { OWNER } = await import('./server/rest.mts');

	console.log('Starting n8n with this package; about half a minute.');
	// Everything else is as it is on this machine: a person may use a chat model of their own.
	const crms = await Crms.start('connect');
	const stage = await Stage.openSetUp({ port: PORT, env: crms.env });
	await crms.connect(stage);
	for (const { crm } of crms.servers) for (const deal of DEALS) crm.deals.add(deal);
	await stage.createCredential('openAiApi', 'OpenAI account', (await ChatModel.start()).credential);
	const files = (await readdir(join(CHECKOUT, 'examples'))).filter((file) =>
		file.endsWith('.json'),
	);
	for (const file of files) await stage.importExample(file);

	console.log(`
n8n:          ${stage.n8n.url}
  email       ${OWNER.email}
  password    ${OWNER.password}
Simulator:    ${stage.simulator.url}
Form's user:  ${FORM_USER.user}, ${FORM_USER.password}

The ${files.length} examples are there, with a credential that is signed in to the simulator. HubSpot, Salesforce and
Dynamics 365 are stand-ins with three deals each, which n8n reaches at their own addresses. The chat model of the AI agent
says one sentence only: choose one of your own for it.

Mails that arrive, and changes of the CRMs' deals (Ctrl+C stops everything and forgets it):`);
	for (const server of crms.servers) {
		server.onWrite = ({ method, host, path, rawBody }) => {
			console.log(`\n  ${method} https://${host}${path}\n    ${rawBody}`);
		};
	}
	stage.mails.onMail = ({ to, subject, text }) => {
		console.log(`\n  To ${to}: ${subject}\n${text.replace(/^/gm, '    ')}`);
	};
}

leaveWhenTold();
try {
	await run();
} catch (error) {
	console.error(error);
	process.exitCode = 1;
	await leave();
}
