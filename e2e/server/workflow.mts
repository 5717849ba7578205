import type { Workflow, WorkflowNode } from './rest.mts';

const TYPE = 'n8n-nodes-microsoft-partner-center.microsoftPartnerCenter';

/** A workflow that begins by hand with these items and gives them to a node of this package. */
export function workflowOf(
	name: string,
	items: object[],
	node: Pick<WorkflowNode, 'name' | 'parameters'> & Partial<WorkflowNode>,
): Workflow {
	const jsCode = `return ${JSON.stringify(items.map((json) => ({ json })))};`;
	return {
		name,
		nodes: [
			placed(0, { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} }),
			placed(1, {
				name: 'Items',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode },
			}),
			placed(2, { type: TYPE, ...SIGNED_IN, ...node }),
		],
		connections: { ...connected('Start', 'Items'), ...connected('Items', node.name) },
		settings: { executionOrder: 'v1' },
	};
}

/** Which credential it is to be, the stage knows. */
export const SIGNED_IN = { credentials: { microsoftPartnerCenterOAuth2Api: { id: '', name: '' } } };

/** A node at its place in a row. */
export function placed(
	column: number,
	node: Pick<WorkflowNode, 'name' | 'type' | 'parameters'> & Partial<WorkflowNode>,
): WorkflowNode {
	return { id: crypto.randomUUID(), typeVersion: 1, position: [column * 220, 0], ...node };
}

export function connected(from: string, to: string): Workflow['connections'] {
	return { [from]: { main: [[{ node: to, type: 'main', index: 0 }]] } };
}
