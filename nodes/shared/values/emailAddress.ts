import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ATOM = String.raw`[^\s\p{C}@.,;:<>()[\]"\\]+`;
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
const ONE_ADDRESS = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*@(?:${LABEL}\.)+${LABEL}$`, 'u');
const MAX_LENGTH = 254;

/** One email address, without a display name. */
export const emailAddress: Reader<string> = (value, { parameter }) => {
	const address = trimmed(value);
	if (typeof address !== 'string' || address.length > MAX_LENGTH || !ONE_ADDRESS.test(address)) {
		throw mustBe(parameter, 'one email address, such as jane.doe@contoso.com', value);
	}
	return address;
};
