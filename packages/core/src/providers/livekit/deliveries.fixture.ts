// Shapes as livekit-server 1.13.5 sent them, with names and secrets replaced.

const room =
  '{"sid":"RM_fmatvBLBqL27","name":"lesson-1","emptyTimeout":30,"departureTimeout":2,"creationTime":"1795255106","turnPassword":"hush","numParticipants":2}';

export const ROOM_STARTED = `{"event":"room_started","room":${room},"id":"EV_room1","createdAt":"1795255106"}`;
export const ROOM_FINISHED = `{"event":"room_finished","room":${room},"id":"EV_room2","createdAt":"1795255200"}`;
export const JOINED = `{"event":"participant_joined","room":${room},"participant":{"sid":"PA_y7xj2wnJ3Drn","identity":"student 1","state":"ACTIVE","joinedAt":"1795255107","name":"Ben","permission":{"canSubscribe":true}},"id":"EV_uygxnd6x7joi","createdAt":"1795255107"}`;
export const LEFT = `{"event":"participant_left","room":${room},"participant":{"sid":"PA_y7xj2wnJ3Drn","identity":"student 1","state":"DISCONNECTED","joinedAt":"1795255107","name":"Ben","disconnectReason":"PARTICIPANT_REMOVED"},"id":"EV_uygxnd6x746G","createdAt":"1795255115"}`;
export const TRACK =
  '{"event":"track_published","room":{"sid":"RM_fmatvBLBqL27","name":"lesson-1"},"participant":{"sid":"PA_KSMkwcvLUcXh","identity":"ana"},"track":{"sid":"TR_AMg43roBJ6RKY7","name":"mic","source":"MICROPHONE"},"id":"EV_y2M6UALpEwqz","createdAt":"1795255107"}';
export const RECORDER = `{"event":"participant_joined","room":${room},"participant":{"sid":"PA_rec","identity":"EG_1","kind":"EGRESS","permission":{"hidden":true,"recorder":true}},"id":"EV_rec","createdAt":"1795255108"}`;
export const EGRESS = (status: string): string =>
  `{"event":"egress_ended","egressInfo":{"egressId":"EG_1","roomId":"RM_fmatvBLBqL27","roomName":"lesson-1","startedAt":"1795255110000000000","endedAt":"1795255190000000000"${status && `,"status":"${status}"`},"fileResults":[{"filename":"lectern/lesson-1/1.mp4","size":"1048576","duration":"80000000000"}]},"id":"EV_eg_${status}","createdAt":"1795255191"}`;
export const ABORTED = `{"event":"participant_connection_aborted","room":${room},"participant":{"sid":"PA_x","identity":"cem"},"id":"EV_ab","createdAt":"1795255109"}`;
