import { NodeOperationError } from 'n8n-workflow';
import type { FunctionsBase, INode } from 'n8n-workflow';

/** Before n8n 2.34, an error of a node forgot what had caused it, and so what the service had answered. */
const showsAnswers = new NodeOperationError({} as INode, new Error('cause')).cause !== undefined;

/**
 * Without the service's answers, nobody could tell a refusal from a change that has been made.
 *
 * @throws {NodeOperationError} where this n8n is too old to show them
 */
export function refuseOldEngine(context: Pick<FunctionsBase, 'getNode'>): void {
	if (showsAnswers) return;
	throw new NodeOperationError(context.getNode(), 'This node needs n8n 2.40 or later', {
		description:
			'Nothing was sent. Older versions keep from a node what the service has answered, so that it could not tell whether a change was made. Update n8n.',
	});
}
