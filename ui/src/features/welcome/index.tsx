export { Blocked } from './Blocked';
export { SetUp } from './SetUp';
export { Welcome } from './Welcome';
