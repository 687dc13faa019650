export { describeProvider, type DescribeProviderOptions, type SuiteExpect } from './describe-provider.js';
