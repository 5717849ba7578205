import type { Expression, Workflow } from 'n8n-workflow';

/** Evaluates expressions of a workflow as n8n's server does: in an isolate, which older ones do not have. */
export async function withExpressions<T>(
	{ expression }: Workflow,
	part: () => T | Promise<T>,
): Promise<T> {
	const isolate: Partial<Pick<Expression, 'acquireIsolate' | 'releaseIsolate'>> = expression;
	await isolate.acquireIsolate?.();
	try {
		return await part();
	} finally {
		await isolate.releaseIsolate?.();
	}
}
