import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ATOM = String.raw`[^\s\p{C}@.,;:<>()[\]"\\]+`;
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
const ONE_ADDRESS = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*@(?:${LABEL}\.)+${LABEL}$`, 'u');
const LONGEST = 254;

/** One email address, without a display name around it. */
export const emailAddress: Reader<string> = (value, { parameter }) => {
	if (typeof value !== 'string' || value.length > LONGEST || !ONE_ADDRESS.test(value)) {
		throw mustBe(parameter, 'one email address, such as jane.doe@contoso.com', value);
	}
	return value;
};
