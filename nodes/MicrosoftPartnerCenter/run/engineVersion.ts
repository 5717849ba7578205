import { NodeOperationError } from 'n8n-workflow';
import type { FunctionsBase, INode } from 'n8n-workflow';

/** Before n8n 2.34, a node's error dropped its cause, and with it the service's answer. */
const keepsCauses = new NodeOperationError({} as INode, new Error('cause')).cause !== undefined;

/**
 * Without the service's answers, a rejected change can't be told from one that was made.
 *
 * @throws {NodeOperationError} if this n8n is too old to provide them
 */
export function requireSupportedEngine(context: Pick<FunctionsBase, 'getNode'>): void {
	if (keepsCauses) return;
	throw new NodeOperationError(context.getNode(), 'This node requires n8n 2.40.2 or later', {
		description:
			"Nothing was sent. Update n8n. Older versions do not pass Partner Center's responses on to nodes, so this node can't tell whether a change was made.",
	});
}
