from django.urls import URLPattern, path

from dangvu.web.conferences import calling, concluding, files, hall, listing, preparing, roll, saying

_ONE = "o/<slug:code>/hoi-nghi/<int:conference>/"

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/hoi-nghi/", listing.conferences, name="conferences"),
    path("o/<slug:code>/hoi-nghi/moi/", calling.new, name="conference_new"),
    path(_ONE, hall.conference, name="conference"),
    path(f"{_ONE}buoc/", hall.step, name="conference_step"),
    path(f"{_ONE}man-chieu/", hall.screen, name="conference_screen"),
    path(f"{_ONE}sua/", calling.correct, name="conference_correct"),
    path(f"{_ONE}huy/", calling.cancel, name="conference_cancel"),
    path(f"{_ONE}chuong-trinh/", calling.programme, name="conference_programme"),
    path(f"{_ONE}dai-bieu/", roll.roll, name="conference_roll"),
    path(f"{_ONE}dai-bieu/moi/", roll.invite, name="conference_invite"),
    path(f"{_ONE}dai-bieu/xuat/", roll.export, name="conference_export"),
    path(f"{_ONE}to-thao-luan/", preparing.groups, name="conference_groups"),
    path(f"{_ONE}tham-luan/", preparing.papers, name="conference_papers"),
    path(f"{_ONE}tai-lieu/", files.attach, name="conference_attach"),
    path(f"{_ONE}tai-lieu/<int:file>/", files.file, name="conference_file"),
    path(f"{_ONE}tai-lieu/<int:file>/bo/", files.drop, name="conference_file_drop"),
    path(f"{_ONE}phat-bieu/", saying.speakers, name="conference_speakers"),
    path(f"{_ONE}y-kien/", saying.opinion, name="conference_opinion"),
    path(f"{_ONE}ket-luan/", concluding.points, name="conference_points"),
    path(f"{_ONE}ket-luan/<int:number>/", concluding.point, name="conference_point"),
    path(f"{_ONE}ket-luan/thong-bao/", concluding.notice, name="conference_notice"),
    path(f"{_ONE}giay-to/<slug:paper>/", concluding.paper, name="conference_paper"),
    path(f"{_ONE}giay-moi/<int:delegate>/", concluding.invitation, name="conference_invitation"),
]
