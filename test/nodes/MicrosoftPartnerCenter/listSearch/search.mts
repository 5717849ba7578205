import { LoadOptionsContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INodeListSearchResult } from 'n8n-workflow';

import { additionalData } from '../../../engine/additionalData.mts';
import { withExpressions } from '../../../engine/expressions.mts';
import { ourNode } from '../../../engine/nodes.mts';
import type { PartnerCenter } from '../../../engine/partnerCenter.mts';

/** Searches as n8n's editor does when a person opens the list or types into it. */
export async function searchIn(
	{ engine, credential }: PartnerCenter,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const node = ourNode({ parameters: {} });
	const { nodeTypes } = engine;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = additionalData(workflow, credential);
	const context = new LoadOptionsContext(workflow, node, data, '');
	const { searchReferrals } = engine.nodeType.methods!.listSearch!;
	return await withExpressions(
		workflow,
		async () => await searchReferrals.call(context, filter, paginationToken),
	);
}
