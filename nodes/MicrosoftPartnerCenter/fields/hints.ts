import type { NodeHint } from 'n8n-workflow';

import { unknownFieldHint } from '../../shared/parameters/outputHint';

/**
 * Shown in the output panel after a preview, also after one that failed. The option may be left over from an operation
 * that writes. (n8n doesn't evaluate an expression inside a collection here; then there is no hint.)
 */
const previewHint: NodeHint = {
	message:
		'<b>Preview</b> is on: the node outputs the request instead of sending it, and changes nothing in Partner Center. To send it, turn off or remove <b>Preview</b> under Options.',
	type: 'info',
	location: 'outputPane',
	whenToDisplay: 'afterExecution',
	displayCondition:
		'={{ $parameter["options"]?.["preview"] === true && !["get", "getAll"].includes($parameter["operation"]) }}',
};

/** What the output panel says in addition to the output. */
export const hints: NodeHint[] = [previewHint, unknownFieldHint];
