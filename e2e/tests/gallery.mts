import { deepEqual } from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';

import { openBrowser, openPage } from '../editor/browser.mts';
import { Editor } from '../editor/editor.mts';
import { picture } from '../editor/picture.mts';
import { CHECKOUT } from '../machine/places.mts';
import { ChatModel } from '../parties/chatModel.mts';
import { Crms } from '../parties/crms.mts';
import { OWNER, type Workflow, type WorkflowNode } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';

export const title = 'The example workflows in the editor';

/** Enough to read a node's name, and the note. */
const WIDEST = 1600;
/** Around the workflow, in pixels. */
const MARGIN = 120;
/** What the editor has next to the canvas. */
const SIDEBAR = 200;
const HEADER = 65;

export async function suite(t: TestContext): Promise<void> {
	const crms = await Crms.start();
	const stage = await Stage.openSetUp({ env: crms.env });
	t.after(() => stage.close());
	await crms.connect(stage);
	await stage.createCredential('openAiApi', 'OpenAI account', (await ChatModel.start()).credential);
	const page = await openPage(await openBrowser(t));
	const editor = new Editor(page, stage.n8n.url);
	await editor.signIn(OWNER);

	const files = await readdir(join(CHECKOUT, 'examples'));
	for (const file of files.filter((name) => name.endsWith('.json'))) {
		await t.test(`${file} is complete: no node of it lacks anything`, async () => {
			const workflow = await stage.example(file);
			await editor.openWorkflow(await stage.rest.createWorkflow(workflow));

			deepEqual(await editor.issues(), []);
			await picture(`example-${basename(file, '.json')}`, page, editor.canvas, {
				...frameOf(workflow),
				top: 24,
				arrange: () => editor.zoomToFit(),
			});
		});
	}
}

/** A window in the workflow's proportions. */
function frameOf({ nodes }: Workflow): { width: number; height: number } {
	const boxes = nodes.map(boxOf);
	const width =
		Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
	const height =
		Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
	const scale = Math.min(1, WIDEST / (width + MARGIN));
	return {
		width: Math.round((width + MARGIN) * scale) + SIDEBAR,
		height: Math.round((height + MARGIN) * scale) + HEADER,
	};
}

function boxOf({ position, parameters }: WorkflowNode) {
	const [left, top] = position as [number, number];
	const { width = 100, height = 140 } = parameters as { width?: number; height?: number };
	return { left, top, right: left + width, bottom: top + height };
}
