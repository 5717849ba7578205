import { isSafeObjectProperty } from 'n8n-workflow';

import { mustBe } from './parameterError';
import type { Reader } from './reader';
import { text } from './text';

const STEP = /^[\w@-]+$/;
const MOST_STEPS = 10;

/** Paths of fields, separated by commas, with dots between their levels. */
export const paths: Reader<string[]> = (value, reading) => {
	const found = text(value, reading)
		.split(',')
		.map((path) => path.trim())
		.filter((path) => path !== '');
	if (!found.every(isPath)) {
		throw mustBe(
			reading.parameter,
			'names of fields, separated by commas, with dots between their levels, such as name, details.dealValue',
			value,
		);
	}
	return found;
};

function isPath(path: string): boolean {
	const steps = path.split('.');
	return (
		steps.length <= MOST_STEPS &&
		steps.every((step) => STEP.test(step) && isSafeObjectProperty(step))
	);
}
