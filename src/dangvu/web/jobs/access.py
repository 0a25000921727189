"""The job centre belongs to no organisation: each person sees their own jobs, and nobody else's."""

OPEN_PAGES = {
    "jobs": "Việc máy đang làm: người đã đăng nhập, chỉ việc của mình",
    "job": "Một việc của mình; việc của người khác là 404",
    "job_file": "Tệp của việc ấy; của người khác là 404",
}
