import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { EXAMPLES, read } from './examples.mts';

const DOCS = 'docs/examples.md';

/** What a note calls the credentials. */
const CREDENTIALS: Record<string, string> = {
	microsoftPartnerCenterOAuth2Api: 'Microsoft Partner Center',
	smtp: 'SMTP',
	httpBasicAuth: 'Basic Auth',
	openAiApi: 'OpenAI',
	hubspotAppToken: 'HubSpot',
	salesforceOAuth2Api: 'Salesforce',
	microsoftDataverseOAuth2Api: 'Microsoft Dataverse',
};

/** Parts of n8n's own pages and nodes, which a note may name in bold as well as its nodes. */
const OF_N8N = ['Filters > Custom (OData)', 'Human review', 'Production URL', 'Registration'];

/** Words that n8n or this package no longer uses, or that STYLE.md replaces. */
const OUTDATED = /\b(mails?|activate|nobody|somebody)\b/i;

function noteOf(file: string): string {
	const notes = read(file).nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	expect(notes).toHaveLength(1);
	return notes[0].parameters.content as string;
}

/** The steps that a person takes, which are numbered. */
const stepsOf = (file: string) => noteOf(file).match(/^\d\. .*$/gm) ?? [];

describe.each(EXAMPLES)('%s', (file) => {
	test('has a note that says what it does, and then what to do first', () => {
		expect(read(file).name).toMatch(/^Partner Center: /);
		expect(noteOf(file)).toMatch(/^## .+\n.+\n\n1\. Choose your credentials: /);
	});

	test('has a note that names each credential, and says to connect it', () => {
		const used = read(file).nodes.flatMap(({ credentials }) => Object.keys(credentials ?? {}));
		const [choose = ''] = stepsOf(file);

		expect(used.filter((type) => !choose.includes(CREDENTIALS[type]))).toEqual([]);
		expect(choose).toContain('select Connect');
	});

	test('has a note that says what to adapt, and when to publish', () => {
		expect(stepsOf(file).join('\n')).toMatch(/\. Check (what to adapt|the mapping)\b/);
		expect(noteOf(file)).toMatch(/\bpublish\b/i);
	});

	test('has a note that names each email node whose addresses are to be replaced', () => {
		const emails = read(file).nodes.filter(({ type }) => type === 'n8n-nodes-base.emailSend');
		const steps = stepsOf(file).filter((step) => /replace the addresses in/i.test(step));

		expect(emails.filter(({ name }) => !steps.join().includes(`**${name}**`))).toEqual([]);
	});

	test('has a note that names in bold only what is there', () => {
		const bold = [...noteOf(file).matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);

		expect([...read(file).nodes.map(({ name }) => name), ...OF_N8N]).toEqual(
			expect.arrayContaining(bold),
		);
	});

	test('uses current words in its note, its names and its emails', () => {
		const { name, nodes } = read(file);
		const texts = nodes.flatMap((node) => [node.name, ...textsIn(node.parameters)]);

		expect([name, ...texts].filter((text) => OUTDATED.test(text))).toEqual([]);
	});

	test('has a row and a section with a picture in docs/examples.md', () => {
		const docs = readFileSync(DOCS, 'utf8');
		const title = /^## (.+)$/m.exec(noteOf(file))![1];
		const section = docs.split(/^## /m).find((one) => one.startsWith(`${title}\n`)) ?? '';
		const picture = `pictures/example-${basename(file, '.json')}.png`;
		const anchor = title.toLowerCase().replaceAll(' ', '-');

		expect(docs).toContain(`| [${title}](#${anchor}) `);
		expect(section).toContain(`(../examples/${file})`);
		expect(section).toContain('**What to adapt.**');
		expect(section).toMatch(new RegExp(`!\\[.+\\]\\(${picture.replace('.', '\\.')}\\)`));
		expect(existsSync(join('docs', picture))).toBe(true);
	});
});

/** All texts in a node's parameters, at whatever depth. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
