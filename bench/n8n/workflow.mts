import type { Workflow, WorkflowNode } from '../../e2e/server/rest.mts';
import { connected, placed } from '../../e2e/server/workflow.mts';

type Node = Pick<WorkflowNode, 'name' | 'type' | 'parameters'> & Partial<WorkflowNode>;
/** Nodes, one after the other. */
export type Chain = Node[];

export const CREDENTIAL_TYPE = 'microsoftPartnerCenterOAuth2Api';

/** A workflow that gets its items from a webhook, whose path is also its name, and passes them through a chain of nodes. */
export function workflowOf(path: string, chain: Chain, credentialId: string): Workflow {
	const nodes = [webhook(path), ITEMS, ...chain];
	const credentials = { [CREDENTIAL_TYPE]: { id: credentialId, name: '' } };
	return {
		name: path,
		nodes: nodes.map((node, column) =>
			placed(column, { ...node, ...(SIGNED_IN.test(node.type) && { credentials }) }),
		),
		connections: Object.assign(
			{},
			...nodes.slice(1).map(({ name }, index) => connected(nodes[index].name, name)),
		) as Workflow['connections'],
		settings: { executionOrder: 'v1' },
	};
}

const SIGNED_IN = /\.(?:httpRequest|microsoftPartnerCenter)$/;

const ITEMS = {
	name: 'Items',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};

/** Answers when the workflow has ended, without its data. */
function webhook(path: string): Node {
	return {
		name: 'Call',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: crypto.randomUUID(),
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'noData',
			options: {},
		},
	};
}
