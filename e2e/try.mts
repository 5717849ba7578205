import { installModules } from './install/modules.mts';
import { leave, leaveWhenTold } from './machine/leaving.mts';
import { withProgress } from './machine/progress.mts';

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
	const { prepared } = await import('./server/prepared.mts');
	const { Stage } = await import('./server/stage.mts');
	const { ChatModel } = await import('./parties/chatModel.mts');
	const { Crms } = await import('./parties/crms.mts');
	const { importExamples } = await import('./tour/workflows.mts');
	const { changeAsText, introduction, mailAsText } = await import('./tour/words.mts');

	await prepared();
	// Everything else is as it is on this machine: a person may use a chat model of their own.
	const crms = await Crms.start('connect');
	const stage = await withProgress('Starting n8n, usually half a minute', () =>
		Stage.openSetUp({
			port: PORT,
			env: crms.env,
			onWrite: ({ method, path, rawBody }) => {
				console.log(changeAsText(method, `Partner Center ${path}`, rawBody));
			},
		}),
	);
	const imported = await withProgress(
		'Connecting the credentials and importing the examples',
		async () => {
			await crms.connect(stage);
			for (const { crm } of crms.servers) for (const deal of DEALS) crm.deals.add(deal);
			const model = await ChatModel.start();
			await stage.createCredential('openAiApi', 'OpenAI account', model.credential);
			return await importExamples(stage);
		},
	);
	console.log(introduction(stage, imported));
	for (const server of crms.servers) {
		server.onWrite = ({ method, host, path, rawBody }) => {
			console.log(changeAsText(method, `https://${host}${path}`, rawBody));
		};
	}
	stage.mails.onMail = (mail) => {
		console.log(mailAsText(mail));
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
