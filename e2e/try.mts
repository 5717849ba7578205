import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { installModules } from './install/modules.mts';
import { leave, leaveWhenTold } from './machine/leaving.mts';
import { CHECKOUT } from './machine/places.mts';

/** n8n's own port, as people know it. */
const PORT = 5678;

/** Gives a person an n8n to try this package in, with all that its examples need, until Ctrl+C. */
async function run(): Promise<void> {
	await installModules();
	const { Stage, FORM_USER } = await import('./server/stage.mts');
	const { ChatModel } = await import('./parties/chatModel.mts');
	const { OWNER } = await import('./server/rest.mts');

	console.log('Starting n8n with this package; about half a minute.');
	const stage = await Stage.openSetUp({ port: PORT });
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

The ${files.length} examples are there, with a credential that is signed in to the simulator. The chat model of the AI
agent says one sentence only: choose one of your own for it.

Mails that arrive (Ctrl+C stops everything and forgets it):`);
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
