import type { INodeProperties } from 'n8n-workflow';

import type { Pointer } from '../../shared/referral/pointer';
import type { Reader } from '../../shared/values/reader';
import { code, someText, text } from '../../shared/values/text';
import { oneOf } from '../routing/oneOf';

/** One value of a referral, as an update and a creation write it. */
export interface ReferralField {
	property: INodeProperties;
	/** Where it belongs: the pointer in a PATCH, whose steps are also the path in the body of a POST. */
	pointer: Pointer;
	/** How an update reads the parameter; undefined if the value applies only on creation. */
	onUpdate?: Reader;
	/** How a creation reads the parameter; undefined if a new referral can't have the value. */
	onCreate?: Reader;
	/** The parameter's description for a creation, if it differs. */
	creationDescription?: string;
}

type Labels = Omit<INodeProperties, 'type' | 'default'>;

/** A text. An empty one clears it in an update, and is not accepted in a new referral. */
export const textField = (pointer: Pointer, property: Labels): ReferralField => ({
	property: { type: 'string', default: '', ...property },
	pointer,
	onUpdate: text,
	onCreate: someText,
});

/** The same for an ID or another code. */
export const codeField = (pointer: Pointer, property: Labels): ReferralField => ({
	...textField(pointer, property),
	onUpdate: code(text),
	onCreate: code(someText),
});

/** A text that only a new referral can be given. */
export const creationText = (pointer: Pointer, property: Labels): ReferralField => ({
	...textField(pointer, property),
	onUpdate: undefined,
});

/** The same for an ID or another code. */
export const creationCode = (pointer: Pointer, property: Labels): ReferralField => ({
	...codeField(pointer, property),
	onUpdate: undefined,
});

/** One of a few words that only a new referral can be given. @param words the label of each word */
export function creationWord(
	pointer: Pointer,
	words: Record<string, string>,
	labels: Omit<INodeProperties, 'type' | 'options'>,
): ReferralField {
	const { property, reader } = oneOf(words, labels);
	return { property, pointer, onCreate: reader };
}
