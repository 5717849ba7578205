import { isSafeObjectProperty } from 'n8n-workflow';

import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';
import { text } from './text';

const STEP = /^[\w@-]+$/;
const MAX_STEPS = 10;

/** Dotted paths of fields, separated by commas. */
export const paths: Reader<string[]> = (value, source) => {
	const found = text(value, source)
		.split(',')
		.map(trimmed)
		.filter((path) => path !== '');
	if (!found.every(isPath)) {
		throw mustBe(
			source.parameter,
			'names of fields, separated by commas, such as name, details.dealValue',
			value,
		);
	}
	return found;
};

function isPath(path: string): boolean {
	const steps = path.split('.');
	return (
		steps.length <= MAX_STEPS &&
		steps.every((step) => STEP.test(step) && isSafeObjectProperty(step))
	);
}
