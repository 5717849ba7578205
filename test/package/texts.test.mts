import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { Engine } from '../engine/engine.mts';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

const read = (path: string) => readFileSync(path, 'utf8');

/** The address of the repository, without the anchor that the homepage has. */
const repository = () =>
	(JSON.parse(read('package.json')) as { homepage: string }).homepage.split('#')[0];

const codexOf = (node: string) =>
	JSON.parse(read(join('nodes', node, `${node}.node.json`))) as { alias: string[] };

const NODES = [
	'MicrosoftPartnerCenter',
	'MicrosoftPartnerCenterTrigger',
	'MicrosoftPartnerCenterWebhookTrigger',
];

const notices = (properties: INodeProperties[]) =>
	properties.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);

/** How GitHub names the anchor of a heading. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.trim()
		.replace(/\s/g, '-');

test.each([
	['microsoftPartnerCenterTrigger', ['publishNotice']],
	['microsoftPartnerCenterWebhookTrigger', ['registrationNotice', 'automaticRegistrationNotice']],
])('%s says when it begins to work, and opens its documentation', (node, names) => {
	const { properties } = engine.packaged[node].description;

	expect(properties.filter(({ type }) => type === 'notice').map(({ name }) => name)).toEqual(names);
	for (const text of notices(properties)) {
		expect(text).toMatch(/\b[Pp]ublish the workflow\b/);
		expect(text).not.toMatch(/activat/i);
		const [, address, page, anchor] = /href="(.*)\/blob\/main\/(.*?)#(.*?)" target="_blank"/.exec(
			text,
		)!;
		expect(address).toBe(repository());
		const headings = [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
			anchorOf(heading),
		);
		expect(headings).toContain(anchor);
	}
});

test('the webhook trigger names the URL to register as n8n does', () => {
	const { properties } = engine.packaged.microsoftPartnerCenterWebhookTrigger.description;

	for (const text of notices(properties)) expect(text).toContain('<b>Production URL</b>');
});

test.each(NODES)('the links of %s lead to the homepage', (node) => {
	const links = [...read(join('nodes', node, `${node}.node.json`)).matchAll(/"url": "(.*)"/g)];

	expect(links.map(([, url]) => url.split('#')[0])).toEqual([repository(), repository()]);
});

test.each(NODES)('%s can be found by the words of the field, singular and plural', (node) => {
	const words = codexOf(node).alias.map((word) => word.toLowerCase());

	expect(words).toEqual(
		expect.arrayContaining(
			['referral', 'lead', 'opportunity', 'deal'].flatMap((word) => [
				word,
				word.replace(/y$/, 'ie') + 's',
			]),
		),
	);
	expect(words).toEqual(
		expect.arrayContaining(['pipeline', 'co-sell', 'cosell', 'partner', 'mpn', 'crm sync']),
	);
	expect(new Set(words).size).toBe(words.length);
});
