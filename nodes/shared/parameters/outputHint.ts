import type { NodeHint } from 'n8n-workflow';

import { DOCUMENTED_FIELDS } from '../referral/documentedFields';

/**
 * Shown in the output panel if a name in "Fields" is not a field of a referral. n8n evaluates the condition in the
 * editor, where only parameters and input are available, not the output. (A declarative node can't add hints while it
 * runs.)
 */
export const unknownFieldHint: NodeHint = {
	message:
		'A name in "Fields" is not a documented field of a referral. If its value is null, check the spelling (case matters) and the levels, for example details.dealValue instead of dealValue.',
	type: 'warning',
	location: 'outputPane',
	whenToDisplay: 'always',
	displayCondition: `={{ $parameter["output"] === "selected" && ${hasUnknown('String($parameter["outputFields"])')} }}`,
};

/** An expression: whether one of the paths, separated by commas, leads to nothing that is documented. */
function hasUnknown(paths: string): string {
	const path = 'path.trim().replace(/\\.\\d+(?=\\.|$)/g, "[]")';
	const isOrContains =
		'known === path || known.startsWith(path + ".") || known.startsWith(path + "[")';
	const isPartOf = 'known.endsWith("*") && path.startsWith(known.slice(0, -2))';
	return `${paths}.split(",").map((path) => ${path}).some((path) => path !== "" && !${JSON.stringify(DOCUMENTED_FIELDS)}.some((known) => ${isOrContains} || ${isPartOf}))`;
}
