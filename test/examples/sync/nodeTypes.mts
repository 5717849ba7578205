import type { INode, INodeType } from 'n8n-workflow';

import { foreignNodes } from '../standIns/foreignNodes.mts';
import { nodeTypesOf } from './n8nNodes.mts';

/** What the tests' own nodes replace: the workflow's start, its email and its waits. */
const STAND_INS = [
	'n8n-nodes-base.emailSend',
	'n8n-nodes-base.scheduleTrigger',
	'n8n-nodes-base.stickyNote',
	'n8n-nodes-base.wait',
];

/** The types of a workflow's nodes: n8n's own, except for those that a test replaces. */
export function syncNodeTypes(nodes: INode[], edgeUrl: string): Record<string, INodeType> {
	const all = foreignNodes(edgeUrl);
	return {
		...nodeTypesOf(nodes.filter(({ type }) => !STAND_INS.includes(type))),
		...Object.fromEntries(STAND_INS.map((name) => [name, all[name]])),
	};
}
